package io.polyloop.bench.load;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.nio.charset.StandardCharsets;

/** Frames of a WebSocket client, masked as RFC 6455 requires. */
final class ClientFrame {
    private static final int TEXT = 0x81;
    private static final int PONG = 0x8a;
    private static final int MASKED = 0x80;
    private static final int SHORT = 125;
    private static final byte[] MASK = {0x2a, 0x17, 0x63, 0x5e};

    private ClientFrame() {}

    static ByteBuf text(ByteBufAllocator buffers, String text) {
        byte[] payload = text.getBytes(StandardCharsets.UTF_8);
        ByteBuf frame = buffers.directBuffer(payload.length + 8).writeByte(TEXT);
        if (payload.length <= SHORT) {
            frame.writeByte(MASKED | payload.length);
        } else {
            frame.writeByte(MASKED | 126).writeShort(payload.length);
        }
        for (int i = 0; i < payload.length; i++) {
            payload[i] ^= MASK[i % MASK.length];
        }
        return frame.writeBytes(MASK).writeBytes(payload);
    }

    static ByteBuf pong(ByteBufAllocator buffers) {
        return buffers.directBuffer(6).writeByte(PONG).writeByte(MASKED).writeBytes(MASK);
    }
}
