package io.polyloop.live;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * The batches that one event loop wrote lately. Subscribers in step ask for the same one right after each other; a few
 * are kept for those that are a little behind. Bounded by their number and size, whatever the number of topics.
 */
final class FrameBatchCache {
    private static final int CAPACITY = 8;

    private final int maxBytes;
    // event loop only
    private final Deque<FrameBatch> recent = new ArrayDeque<>(CAPACITY + 1);

    /** @param maxBytes of one batch; a single message may pass it */
    FrameBatchCache(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    /** The batch that begins with the first of {@code rest}, and has as many of them as one batch takes. */
    FrameBatch get(Encoding encoding, List<LiveMessage> rest) {
        for (FrameBatch batch : recent) {
            if (batch.matches(encoding, rest)) {
                return batch;
            }
        }
        FrameBatch made = FrameBatch.of(encoding, rest, maxBytes);
        recent.addFirst(made);
        if (recent.size() > CAPACITY) {
            recent.removeLast().release();
        }
        return made;
    }

    /** Lets go of all of them: their memory is not the garbage collector's. */
    void clear() {
        recent.forEach(FrameBatch::release);
        recent.clear();
    }
}
