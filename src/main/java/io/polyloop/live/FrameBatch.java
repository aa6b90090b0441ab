package io.polyloop.live;

import io.polyloop.internals.FrameBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Consecutive messages of one topic, framed once and written to every connection that needs exactly these. A thousand
 * subscribers at the same position cost one framing, and one write each for all messages of a commit. The bytes are in
 * Netty's direct memory: from the heap they would be copied there for each connection. On one event loop.
 */
final class FrameBatch {
    private final Encoding encoding;
    private final List<LiveMessage> messages;
    private final boolean full;
    private final FrameBuffer frames;

    private FrameBatch(Encoding encoding, List<LiveMessage> messages, boolean full, FrameBuffer frames) {
        this.encoding = encoding;
        this.messages = messages;
        this.full = full;
        this.frames = frames;
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
        FrameBuffer frames = new FrameBuffer(contents, size + contents.size() * Encoding.MAX_FRAMING_BYTES);
        encoding.frame(frames);
        return new FrameBatch(
                encoding, List.copyOf(messages.subList(0, contents.size())), contents.size() < messages.size(), frames);
    }

    /** Whether {@link #of} would return the same batch for these arguments. */
    boolean matches(Encoding other, List<LiveMessage> candidates) {
        // The same objects, not only the same seqs: another history may reuse them.
        return encoding == other
                && messages.get(0) == candidates.get(0)
                && (messages.size() == candidates.size() || full && messages.size() < candidates.size());
    }

    /** The number of messages. */
    int count() {
        return messages.size();
    }

    /** The size on the wire, in bytes. */
    int size() {
        return frames.size();
    }

    /** The framed messages, for every connection that sends them. */
    FrameBuffer frames() {
        return frames;
    }

    /** Releases the batch. Connections that have not written it yet keep its memory until they have. */
    void release() {
        frames.release();
    }
}
