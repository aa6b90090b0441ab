package io.polyloop.live;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * The last batches that one event loop wrote. Subscribers at the same position use the same one directly after each
 * other; the others are for subscribers a little behind. Bounded in number and size, however many topics there are.
 */
final class FrameBatchCache {
    private static final int CAPACITY = 8;

    private final int maxBytes;
    // event loop only
    private final Deque<FrameBatch> recent = new ArrayDeque<>(CAPACITY + 1);

    /** @param maxBytes of one batch; a single message may exceed it */
    FrameBatchCache(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    /** The batch of as many of {@code messages} as fit, starting with the first. */
    FrameBatch get(Encoding encoding, List<LiveMessage> messages) {
        for (FrameBatch batch : recent) {
            if (batch.matches(encoding, messages)) {
                return batch;
            }
        }
        FrameBatch batch = FrameBatch.of(encoding, messages, maxBytes);
        recent.addFirst(batch);
        if (recent.size() > CAPACITY) {
            recent.removeLast().release();
        }
        return batch;
    }

    /** Releases all batches: their memory is not the garbage collector's. */
    void clear() {
        recent.forEach(FrameBatch::release);
        recent.clear();
    }
}
