package io.polyloop.web;

import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.impl.HttpServerConnection;
import io.vertx.core.internal.http.WebSocketInternal;

/**
 * Cuts connections off. Closing the public way waits behind everything written before; with a peer that reads no more
 * that is for ever, and its file descriptor with it.
 */
final class Wire {
    private Wire() {}

    static void cut(ServerWebSocket socket) {
        ((WebSocketInternal) socket).channelHandlerContext().close();
    }

    static void cut(HttpConnection connection) {
        ((HttpServerConnection) connection).channelHandlerContext().close();
    }
}
