package io.polyloop.web;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketFrameEncoder;
import io.polyloop.http.RequestDecoder;
import io.polyloop.live.Transport;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.WebSocketFrame;
import io.vertx.core.http.impl.HttpServerConnection;
import java.util.concurrent.TimeUnit;

/** The Netty channel beneath a connection: with {@link ChannelWriter}, all here that reaches below the public API. */
final class NettyAccess {
    private NettyAccess() {}

    /**
     * Cuts a connection off, whatever it has been upgraded to. Closing the public way waits behind everything written
     * before; with a peer that reads no more that is for ever, and its file descriptor with it. On its event loop.
     */
    static void closeNow(HttpConnection connection) {
        // From the first handler on, past that of Vert.x, which would wait.
        pipeline(connection).firstContext().close();
    }

    /** Bytes written to a connection that the kernel has not taken, since its peer does not read. On its event loop. */
    static long pendingBytes(HttpConnection connection) {
        ChannelOutboundBuffer buffer = pipeline(connection).channel().unsafe().outboundBuffer();
        return buffer == null ? 0 : buffer.totalPendingWriteBytes() - buffer.currentProgress();
    }

    /**
     * Reads nothing more from a connection on which a request is being answered, whatever has arrived already. Once
     * that answer, which has to be short, is out, the client sees the end of what it can read, and the connection is
     * closed when the client closes it or {@code lingerMillis} later: closed at once, with bytes of the client unread,
     * it would be reset, and a reset can overtake the answer (RFC 9112, 9.6). On its event loop.
     */
    static void stopReading(HttpServerRequest request, long lingerMillis) {
        ChannelPipeline pipeline = pipeline(request.connection());
        pipeline.addBefore(pipeline.lastContext().name(), null, new DiscardInboundHandler());
        // By this Vert.x drops what it has taken from the pipeline already, such as a request behind this one.
        request.connection().shutdown(lingerMillis, TimeUnit.MILLISECONDS);
        request.response().bodyEndHandler(written -> {
            if (pipeline.channel() instanceof DuplexChannel channel) {
                pipeline.lastContext()
                        .writeAndFlush(Unpooled.EMPTY_BUFFER)
                        .addListener(sent -> channel.shutdownOutput());
            }
        });
    }

    /** Decodes the frames of a connection that has just been upgraded, none of which may have arrived. */
    static FrameDecoder installFrameDecoder(HttpConnection connection, int largestFrame) {
        FrameDecoder decoder = new FrameDecoder(largestFrame);
        pipeline(connection).replace(WebSocketFrameDecoder.class, "wsdecoder", decoder);
        return decoder;
    }

    /** Takes what has arrived behind the request that is being handled: its first frames if it asks for a WebSocket. */
    static ByteBuf takeUndecoded(HttpConnection connection) {
        RequestDecoder decoder = pipeline(connection).get(RequestDecoder.class);
        return decoder == null ? Unpooled.EMPTY_BUFFER : decoder.takeUndecoded();
    }

    /** Reads {@code bytes} as if they arrived now. */
    static void replay(HttpConnection connection, ByteBuf bytes) {
        if (bytes.isReadable()) {
            pipeline(connection).fireChannelRead(bytes);
        }
    }

    /** Writes text frames to a WebSocket. */
    static Transport webSocketTransport(
            ServerWebSocket socket, HttpConnection connection, FlushScheduler flushes, int flushAt) {
        ChannelPipeline pipeline = pipeline(connection);
        ChannelHandlerContext encoder = pipeline.context(WebSocketFrameEncoder.class);
        return encoder == null
                ? new PublicApiWriter(content -> socket.writeFrame(WebSocketFrame.textFrame(content.toString(), true)))
                : new ChannelWriter(pipeline.lastContext(), encoder, TextWebSocketFrame::new, flushes, flushAt);
    }

    /** Writes chunks to a response, of which nothing but the head may be written otherwise. */
    static Transport eventStreamTransport(HttpServerRequest request, FlushScheduler flushes, int flushAt) {
        ChannelPipeline pipeline = pipeline(request.connection());
        ChannelHandlerContext encoder = pipeline.context(HttpResponseEncoder.class);
        // HTTP/1.0 has no chunks; and while the answer before this one is stuck, Vert.x holds the head back behind it.
        boolean direct = encoder != null
                && request.version() == HttpVersion.HTTP_1_1
                && pipeline.channel().isWritable();
        return direct
                ? new ChannelWriter(pipeline.lastContext(), encoder, DefaultHttpContent::new, flushes, flushAt)
                : new PublicApiWriter(request.response()::write);
    }

    private static ChannelPipeline pipeline(HttpConnection connection) {
        return ((HttpServerConnection) connection)
                .channelHandlerContext()
                .channel()
                .pipeline();
    }
}
