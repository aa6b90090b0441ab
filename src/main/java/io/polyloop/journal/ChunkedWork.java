package io.polyloop.journal;

import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Does long work in chunks, each a short transaction, with pauses between them. One long transaction would hold SQLite's
 * only write lock, and delay every append until its end. Blocks: for worker threads only.
 */
final class ChunkedWork {
    /** The target duration of a chunk, which is about the delay of an append that waits for one. */
    private static final long CHUNK_NANOS = TimeUnit.MILLISECONDS.toNanos(8);
    /** A pause is so many times as long as the chunk before it, so that most appends do not wait for a chunk. */
    private static final int PAUSE_FACTOR = 3;
    /** On a slow disk the commit takes most of the time: longer pauses would not help, and the work would not end. */
    private static final long MAX_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(60);
    /** The lower limit has the same reason: even then some thousand rows per second are done. */
    private static final int MIN_ROWS = 200;

    private static final int MAX_ROWS = 2_000;

    /** One chunk of the work. */
    interface Chunk {
        /** Works on up to {@code maxRows} rows in one transaction; returns whether there can be more. */
        boolean run(int maxRows) throws SQLException;
    }

    private volatile boolean stopped;
    private volatile int rows = MIN_ROWS;

    /** Runs chunks until there are no more rows, or until {@link #stop()}. */
    void run(Chunk chunk) throws SQLException {
        while (!stopped) {
            int maxRows = rows;
            long start = System.nanoTime();
            boolean more = chunk.run(maxRows);
            long took = System.nanoTime() - start;
            if (!more) {
                return;
            }
            adapt(maxRows, took);
            LockSupport.parkNanos(Math.min(PAUSE_FACTOR * took, MAX_PAUSE_NANOS));
        }
    }

    /** Stops all work after its current chunk. Any thread. */
    void stop() {
        stopped = true;
    }

    boolean stopped() {
        return stopped;
    }

    private void adapt(int maxRows, long took) {
        if (took > CHUNK_NANOS) {
            rows = Math.max(MIN_ROWS, maxRows / 2);
        } else if (took < CHUNK_NANOS / 2) {
            rows = Math.min(MAX_ROWS, maxRows + maxRows / 4 + 1);
        }
    }
}
