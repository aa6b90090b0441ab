package io.polyloop.live;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Consecutive messages of one topic, framed once and written to every connection that needs exactly these. A thousand
 * subscribers at the same position cost one framing, and one write each for all messages of a commit. The bytes are in
 * Netty's direct memory: from the heap they would be copied there for each connection. On one event loop.
 */
public final class FrameBatch {
    private final Encoding encoding;
    private final List<LiveMessage> messages;
    private final boolean full;
    private final ByteBuf bytes;

    private FrameBatch(Encoding encoding, List<LiveMessage> messages, boolean full, ByteBuf bytes) {
        this.encoding = encoding;
        this.messages = messages;
        this.full = full;
        this.bytes = bytes;
    }

    /** Frames as many of {@code messages} as fit in {@code maxBytes}, but at least one. */
    static FrameBatch of(Encoding encoding, List<LiveMessage> messages, int maxBytes) {
        List<byte[]> contents = new ArrayList<>();
        int size = 0;
        for (LiveMessage message : messages) {
            byte[] content = message.bytes(encoding);
            if (!contents.isEmpty() && size + content.length > maxBytes) {
                break;
            }
            contents.add(content);
            size += content.length;
        }
        ByteBuf bytes = ByteBufAllocator.DEFAULT.directBuffer(size + contents.size() * Encoding.MAX_FRAMING_BYTES);
        encoding.frame(bytes, contents);
        return new FrameBatch(
                encoding, List.copyOf(messages.subList(0, contents.size())), contents.size() < messages.size(), bytes);
    }

    /** Whether {@link #of} would return the same batch for these arguments. */
    boolean matches(Encoding other, List<LiveMessage> candidates) {
        // The same objects, not only the same seqs: another history may reuse them.
        return encoding == other
                && messages.get(0) == candidates.get(0)
                && (messages.size() == candidates.size() || full && messages.size() < candidates.size());
    }

    /** The number of messages. */
    public int count() {
        return messages.size();
    }

    /** The size on the wire, in bytes. */
    public int size() {
        return bytes.readableBytes();
    }

    /** The framed bytes for one connection, which releases them after the write. */
    public ByteBuf retainedBytes() {
        return bytes.retainedDuplicate();
    }

    /** The encoded messages without framing, for connections that frame them. */
    public List<Buffer> contents() {
        return messages.stream()
                .map(message -> Buffer.buffer(message.bytes(encoding)))
                .toList();
    }

    /** Releases the batch. Connections that have not written it yet keep its memory until they have. */
    void release() {
        bytes.release();
    }
}
