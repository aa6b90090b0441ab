package io.polyloop.internals;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Encoded messages with their framing, written once and shared by every connection that sends them. Off the heap: bytes
 * on the heap would be copied off it again for each connection. On one event loop.
 */
public final class FrameBuffer {
    private final List<byte[]> contents;
    private final ByteBuf bytes;

    /**
     * An empty buffer.
     *
     * @param contents the messages without framing, for connections that frame them
     * @param capacity bytes that are going to be written
     */
    public FrameBuffer(List<byte[]> contents, int capacity) {
        this.contents = contents;
        this.bytes = ByteBufAllocator.DEFAULT.directBuffer(capacity);
    }

    public FrameBuffer writeByte(int value) {
        bytes.writeByte(value);
        return this;
    }

    /** Two bytes, the higher one first. */
    public FrameBuffer writeShort(int value) {
        bytes.writeShort(value);
        return this;
    }

    /** Eight bytes, the highest one first. */
    public FrameBuffer writeLong(long value) {
        bytes.writeLong(value);
        return this;
    }

    public FrameBuffer writeBytes(byte[] value) {
        bytes.writeBytes(value);
        return this;
    }

    public FrameBuffer writeAscii(String value) {
        bytes.writeCharSequence(value, StandardCharsets.US_ASCII);
        return this;
    }

    /** The messages without framing. */
    public List<byte[]> contents() {
        return contents;
    }

    /** Bytes on the wire. */
    public int size() {
        return bytes.readableBytes();
    }

    /** The bytes for one connection, which releases them after the write. */
    public ByteBuf retainedBytes() {
        return bytes.retainedDuplicate();
    }

    /** Frees the memory once every connection has written it. */
    public void release() {
        bytes.release();
    }
}
