package io.polyloop.bench.floor;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import java.util.function.Consumer;

/** Encodes each received message once, and publishes the frame. */
final class PublishHandler extends SimpleChannelInboundHandler<TextWebSocketFrame> {
    private static final int TEXT = 0x81;
    private static final int TWO_BYTE_LENGTH = 126;

    private final Consumer<ByteBuf> published;

    PublishHandler(Consumer<ByteBuf> published) {
        this.published = published;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, TextWebSocketFrame message) {
        published.accept(encode(context, message.content()));
    }

    private static ByteBuf encode(ChannelHandlerContext context, ByteBuf payload) {
        int length = payload.readableBytes();
        ByteBuf frame = context.alloc().directBuffer(length + 4).writeByte(TEXT);
        if (length < TWO_BYTE_LENGTH) {
            frame.writeByte(length);
        } else {
            frame.writeByte(TWO_BYTE_LENGTH).writeShort(length);
        }
        return frame.writeBytes(payload);
    }
}
