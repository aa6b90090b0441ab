package io.polyloop.live;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * The blocks that one event loop wrote lately. Subscribers in step ask for the same one right after each other; a few
 * are kept for those that are a little behind. Bounded by their number and size, whatever the number of topics.
 */
final class Blocks {
    private static final int KEPT = 8;

    private final int maxBytes;
    // event loop only
    private final Deque<Block> recent = new ArrayDeque<>(KEPT + 1);

    /** @param maxBytes of one block; a single message may pass it */
    Blocks(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    /** The block that begins with the first of {@code rest}, and has as many of them as one block takes. */
    Block of(Encoding encoding, List<LiveMessage> rest) {
        for (Block block : recent) {
            if (block.serves(encoding, rest)) {
                return block;
            }
        }
        Block made = Block.of(encoding, rest, maxBytes);
        recent.addFirst(made);
        if (recent.size() > KEPT) {
            recent.removeLast().release();
        }
        return made;
    }

    /** Lets go of all of them: their memory is not the garbage collector's. */
    void clear() {
        recent.forEach(Block::release);
        recent.clear();
    }
}
