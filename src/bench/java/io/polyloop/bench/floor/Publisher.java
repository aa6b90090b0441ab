package io.polyloop.bench.floor;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import java.util.Collection;

/** Encodes each arriving message once, and hands its bytes to every loop. */
final class Publisher extends SimpleChannelInboundHandler<TextWebSocketFrame> {
    private static final int TEXT = 0x81;
    private static final int TWO_BYTE_LENGTH = 126;

    private final Collection<Room> rooms;

    Publisher(Collection<Room> rooms) {
        this.rooms = rooms;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, TextWebSocketFrame message) {
        ByteBuf frame = encode(context, message.content());
        rooms.forEach(room -> room.publish(frame.retain()));
        frame.release();
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
