package io.polyloop.bench.load;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FrameReaderTest implements FrameSink {
    private static final int TYPE_OFFSET = 2;

    private final List<String> found = new ArrayList<>();

    @Test
    void frames_split_anywhere_are_read_alike() {
        byte[] bytes = bytes("abc", "", "x".repeat(125) + "y", "z".repeat(70_000), "ab");
        for (int piece = 1; piece < 300; piece++) {
            found.clear();
            read(bytes, piece);
            assertEquals(List.of("c", "-", "x", "z", "-"), found);
        }
    }

    @Test
    void ping_and_close_frames_are_not_messages() {
        read(new byte[] {(byte) 0x89, 1, 'p', (byte) 0x81, 3, 'a', 'b', 'c', (byte) 0x88, 0}, 3);
        assertEquals(List.of("ping", "c", "close"), found);
    }

    @Test
    void events_split_anywhere_are_counted_once() {
        String stream = "\n\nevent: messagf\n\nid: a:1\nevent: message\ndata: {}\n\nid: a:2\nevent: message\n";
        byte[] bytes = stream.getBytes(StandardCharsets.UTF_8);
        for (int piece = 1; piece <= bytes.length; piece++) {
            found.clear();
            EventReader reader = new EventReader(this, (byte) 'm');
            pieces(bytes, piece).forEach(reader::read);
            assertEquals(List.of("m", "m"), found);
        }
    }

    @Override
    public void textFrame(byte type) {
        found.add(type == 0 ? "-" : String.valueOf((char) type));
    }

    @Override
    public void pingFrame() {
        found.add("ping");
    }

    @Override
    public void closeFrame() {
        found.add("close");
    }

    private void read(byte[] bytes, int piece) {
        FrameReader reader = new FrameReader(TYPE_OFFSET, this);
        pieces(bytes, piece).forEach(reader::read);
    }

    private static List<ByteBuf> pieces(byte[] bytes, int length) {
        List<ByteBuf> pieces = new ArrayList<>();
        for (int from = 0; from < bytes.length; from += length) {
            pieces.add(Unpooled.wrappedBuffer(bytes, from, Math.min(length, bytes.length - from)));
        }
        return pieces;
    }

    private static byte[] bytes(String... payloads) {
        ByteBuf frames = Unpooled.buffer();
        for (String payload : payloads) {
            frames.writeByte(0x81);
            if (payload.length() < 126) {
                frames.writeByte(payload.length());
            } else if (payload.length() < 65_536) {
                frames.writeByte(126).writeShort(payload.length());
            } else {
                frames.writeByte(127).writeLong(payload.length());
            }
            frames.writeBytes(payload.getBytes(StandardCharsets.US_ASCII));
        }
        byte[] bytes = new byte[frames.readableBytes()];
        frames.readBytes(bytes);
        return bytes;
    }
}
