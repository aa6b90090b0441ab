package io.polyloop.web;

import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.impl.HttpServerConnection;

/**
 * Cuts connections off. Closing the public way waits behind everything written before; with a peer that reads no more
 * that is for ever, and its file descriptor with it.
 */
final class Wire {
    private Wire() {}

    /** The connection of a request, whatever it has been upgraded to. On its event loop. */
    static void cut(HttpConnection connection) {
        var channel =
                ((HttpServerConnection) connection).channelHandlerContext().channel();
        // From the first handler on, past that of Vert.x, which would wait.
        channel.pipeline().firstContext().close();
    }
}
