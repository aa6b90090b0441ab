package io.polyloop.live;

import io.polyloop.internals.FrameBuffer;
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
    private final FrameBuffer frames;

    private FrameBatch(Encoding encoding, List<LiveMessage> messages, boolean full, FrameBuffer frames) {
        this.encoding = encoding;
        this.messages = messages;
        this.full = full;
        this.frames = frames;
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
        FrameBuffer frames = new FrameBuffer(contents, size + contents.size() * Encoding.MAX_FRAMING_BYTES);
        encoding.frame(frames);
        return new FrameBatch(
                encoding, List.copyOf(rest.subList(0, contents.size())), contents.size() < rest.size(), frames);
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
        return frames.size();
    }

    /** The framed messages, for every connection that sends them. */
    public FrameBuffer frames() {
        return frames;
    }

    /** Lets go of it; connections that have it still to write keep it until they did. */
    void release() {
        frames.release();
    }
}
