package io.polyloop.internals;

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
import io.netty.handler.ssl.SslHandler;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.impl.HttpServerConnection;
import io.vertx.core.net.JdkSSLEngineOptions;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Access through the Netty channel of a connection. */
final class NettyAccess implements ConnectionAccess {
    private final PublicAccess publicApi = new PublicAccess();

    @Override
    public void configure(HttpServerOptions options, long stalledAfterMillis) {
        // The options stay as they are: closeNow() needs no timeout of the server.
    }

    @Override
    public boolean guardHandshakes(HttpServerOptions options, HandshakeGuard guard) {
        options.setSslEngineOptions(new GuardedTls((JdkSSLEngineOptions) options.getSslEngineOptions(), guard));
        return true;
    }

    @Override
    public RequestProgress onConnect(HttpConnection connection, HttpServerOptions options) {
        return RequestDecoder.install(connection, pipeline(connection), options);
    }

    @Override
    public void closeNow(HttpConnection connection) {
        // From the first handler on: the handler of Vert.x would first wait for everything written to be sent. With a
        // peer that reads no more it would wait forever, and hold the file descriptor.
        pipeline(connection).firstContext().close();
    }

    @Override
    public long pendingBytes(HttpConnection connection, LongSupplier estimate) {
        ChannelOutboundBuffer buffer = pipeline(connection).channel().unsafe().outboundBuffer();
        return buffer == null ? 0 : buffer.totalPendingWriteBytes() - buffer.currentProgress();
    }

    // The client sees the end of what it can read once the response is sent. The connection is closed when the client
    // closes it, or lingerMillis later.
    @Override
    public void stopReading(HttpServerRequest request, long lingerMillis) {
        ChannelPipeline pipeline = pipeline(request.connection());
        pipeline.addBefore(pipeline.lastContext().name(), null, new DiscardInboundHandler());
        // Makes Vert.x drop what it has read from the pipeline already, such as a request behind this one.
        request.connection().shutdown(lingerMillis, TimeUnit.MILLISECONDS);
        request.response().bodyEndHandler(written -> {
            if (pipeline.channel() instanceof DuplexChannel channel) {
                pipeline.lastContext()
                        .writeAndFlush(Unpooled.EMPTY_BUFFER)
                        .addListener(sent -> endOutput(pipeline, channel));
            }
        });
    }

    // A TLS client takes an end without close_notify for a truncated response (RFC 8446, 6.1).
    private static void endOutput(ChannelPipeline pipeline, DuplexChannel channel) {
        SslHandler tls = pipeline.get(SslHandler.class);
        if (tls == null) {
            channel.shutdownOutput();
        } else {
            tls.closeOutbound().addListener(notified -> channel.shutdownOutput());
        }
    }

    @Override
    public Runnable holdFirstFrames(HttpConnection connection) {
        RequestDecoder decoder = pipeline(connection).get(RequestDecoder.class);
        ByteBuf frames = decoder == null ? Unpooled.EMPTY_BUFFER : decoder.takeUndecoded();
        return () -> {
            if (frames.isReadable()) {
                deliver(pipeline(connection), frames);
            }
        };
    }

    // Behind the handler of TLS, which would take them for records.
    private static void deliver(ChannelPipeline pipeline, ByteBuf frames) {
        ChannelHandlerContext tls = pipeline.context(SslHandler.class);
        if (tls == null) {
            pipeline.fireChannelRead(frames);
        } else {
            tls.fireChannelRead(frames);
        }
    }

    @Override
    public FrameProgress onUpgrade(HttpConnection connection, int largestFrame) {
        FrameDecoder decoder = new FrameDecoder(largestFrame);
        pipeline(connection).replace(WebSocketFrameDecoder.class, "wsdecoder", decoder);
        return decoder;
    }

    @Override
    public Transport webSocket(ServerWebSocket socket, HttpConnection connection, FlushScheduler flushes, int flushAt) {
        ChannelPipeline pipeline = pipeline(connection);
        ChannelHandlerContext encoder = pipeline.context(WebSocketFrameEncoder.class);
        return encoder == null
                ? publicApi.webSocket(socket, connection, flushes, flushAt)
                : new ChannelWriter(pipeline.lastContext(), encoder, TextWebSocketFrame::new, flushes, flushAt);
    }

    @Override
    public Transport eventStream(HttpServerRequest request, FlushScheduler flushes, int flushAt) {
        ChannelPipeline pipeline = pipeline(request.connection());
        ChannelHandlerContext encoder = pipeline.context(HttpResponseEncoder.class);
        // HTTP/1.0 has no chunks; and while the response before this one is stuck, Vert.x holds the head back behind
        // it.
        boolean direct = encoder != null
                && request.version() == HttpVersion.HTTP_1_1
                && pipeline.channel().isWritable();
        return direct
                ? new ChannelWriter(pipeline.lastContext(), encoder, DefaultHttpContent::new, flushes, flushAt)
                : publicApi.eventStream(request, flushes, flushAt);
    }

    private static ChannelPipeline pipeline(HttpConnection connection) {
        return ((HttpServerConnection) connection)
                .channelHandlerContext()
                .channel()
                .pipeline();
    }
}
