package io.polyloop.journal;

import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Does long work in pieces, each a short transaction, with pauses in between. One long transaction holds SQLite's only
 * write lock, and every append waits for its end. Blocks: for worker threads only.
 */
final class ChunkedWork {
    /** What a piece is to take: an append that meets one waits for about as long. */
    private static final long CHUNK_NANOS = TimeUnit.MILLISECONDS.toNanos(8);
    /** Pauses are so many times as long as the piece before, so that most appends meet none. */
    private static final int PAUSE_FACTOR = 3;
    /** On a slow disk the commit is what takes its time: longer pauses would not help, and the work never end. */
    private static final long MAX_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(60);
    /** For the same reason no piece is smaller: even then some thousand rows go each second. */
    private static final int MIN_ROWS = 200;

    private static final int MAX_ROWS = 2_000;

    /** One piece of the work. */
    interface Chunk {
        /** Does up to {@code most} rows in one transaction; returns how many, fewer if nothing is left to do. */
        int run(int most) throws SQLException;
    }

    private volatile boolean stopped;
    private volatile int rows = MIN_ROWS;

    /** Runs pieces until nothing is left to do, or this is stopped; returns how many rows they did. */
    long run(Chunk piece) throws SQLException {
        long total = 0;
        while (!stopped) {
            int most = rows;
            long start = System.nanoTime();
            int done = piece.run(most);
            long took = System.nanoTime() - start;
            total += done;
            if (done < most) {
                return total;
            }
            adapt(most, took);
            LockSupport.parkNanos(Math.min(PAUSE_FACTOR * took, MAX_PAUSE_NANOS));
        }
        return total;
    }

    /** Ends what runs after its present piece. Safe from any thread. */
    void stop() {
        stopped = true;
    }

    boolean stopped() {
        return stopped;
    }

    private void adapt(int most, long took) {
        if (took > CHUNK_NANOS) {
            rows = Math.max(MIN_ROWS, most / 2);
        } else if (took < CHUNK_NANOS / 2) {
            rows = Math.min(MAX_ROWS, most + most / 4 + 1);
        }
    }
}
