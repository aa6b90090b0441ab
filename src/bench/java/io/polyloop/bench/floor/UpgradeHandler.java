package io.polyloop.bench.floor;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshakerFactory;
import java.util.function.Consumer;

/** Upgrades to a WebSocket, and keeps only one handler for a subscriber and the frame codec for a publisher. */
final class UpgradeHandler extends SimpleChannelInboundHandler<FullHttpRequest> {
    private final Broadcaster broadcaster;
    private final Consumer<ByteBuf> published;

    UpgradeHandler(Broadcaster broadcaster, Consumer<ByteBuf> published) {
        this.broadcaster = broadcaster;
        this.published = published;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
        if (!request.headers().contains("Upgrade")) {
            respond(context, request);
            return;
        }
        boolean subscriber = request.uri().equals("/sub");
        new WebSocketServerHandshakerFactory("", null, false)
                .newHandshaker(request)
                .handshake(context.channel(), request)
                .addListener(done -> upgraded(context, subscriber));
    }

    /** For idle HTTP connections: an empty response. */
    private static void respond(ChannelHandlerContext context, FullHttpRequest request) {
        var response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
        HttpUtil.setContentLength(response, 0);
        HttpUtil.setKeepAlive(response, HttpUtil.isKeepAlive(request));
        context.writeAndFlush(response);
    }

    private void upgraded(ChannelHandlerContext context, boolean subscriber) {
        ChannelPipeline pipeline = context.pipeline();
        if (subscriber) {
            for (ChannelHandler handler : pipeline.toMap().values()) {
                pipeline.remove(handler);
            }
            pipeline.addLast(broadcaster.forLoop(context.channel().eventLoop()));
        } else {
            pipeline.remove(this);
            pipeline.addLast(new PublishHandler(published));
        }
    }
}
