package io.polyloop.web;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.impl.HttpServerConnection;

/** The Netty channel beneath a connection: with {@link SocketWriter}, all that reaches beneath the public API. */
final class Wire {
    private Wire() {}

    /**
     * Cuts a connection off, whatever it has been upgraded to. Closing the public way waits behind everything written
     * before; with a peer that reads no more that is for ever, and its file descriptor with it. On its event loop.
     */
    static void cut(HttpConnection connection) {
        // From the first handler on, past that of Vert.x, which would wait.
        pipeline(connection).firstContext().close();
    }

    /** Where Vert.x itself writes from, so that what is written meets the same encoders. */
    static ChannelHandlerContext writing(HttpConnection connection) {
        return pipeline(connection).lastContext();
    }

    private static ChannelPipeline pipeline(HttpConnection connection) {
        return ((HttpServerConnection) connection)
                .channelHandlerContext()
                .channel()
                .pipeline();
    }
}
