package io.polyloop.live;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Messages of one topic that follow each other, framed once and written to every connection that needs just these. A
 * thousand subscribers that are in step cost one framing, and each of them one write for all the messages that a commit
 * brought. Its memory is the network's own (Netty's, outside of the heap): bytes on the heap would be copied there
 * again for each connection. On one event loop.
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

    /** As many of {@code rest} as fit {@code maxBytes}, but one at least. */
    static FrameBatch of(Encoding encoding, List<LiveMessage> rest, int maxBytes) {
        List<byte[]> contents = new ArrayList<>();
        int size = 0;
        for (LiveMessage message : rest) {
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
                encoding, List.copyOf(rest.subList(0, contents.size())), contents.size() < rest.size(), bytes);
    }

    /** Whether this is what {@link #of} would make of {@code rest}, so that it need not be made again. */
    boolean matches(Encoding wanted, List<LiveMessage> rest) {
        // The same objects, not only the same numbers: another history may count through them again.
        return encoding == wanted
                && messages.get(0) == rest.get(0)
                && (messages.size() == rest.size() || full && messages.size() < rest.size());
    }

    /** How many messages. */
    public int count() {
        return messages.size();
    }

    /** Bytes on the wire. */
    public int size() {
        return bytes.readableBytes();
    }

    /** The framed bytes for one connection, which releases them once they are written. */
    public ByteBuf retainedBytes() {
        return bytes.retainedDuplicate();
    }

    /** The messages one by one and without framing, for connections that frame by themselves. */
    public List<Buffer> contents() {
        return messages.stream()
                .map(message -> Buffer.buffer(message.bytes(encoding)))
                .toList();
    }

    /** Lets go of it; connections that have it still to write keep it until they did. */
    void release() {
        bytes.release();
    }
}
