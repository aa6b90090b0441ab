package io.polyloop.bench.load;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.HdrHistogram.Histogram;

/** One round of asking. On the load client's loop. */
final class Asking {
    private static final int DIGITS = 3;

    private final Histogram delays = new Histogram(DIGITS);
    private final CompletableFuture<Histogram> done = new CompletableFuture<>();
    private final long end;
    private int outstanding;

    Asking(long millis) {
        end = System.nanoTime() + millis * 1_000_000;
    }

    /** Done with the time of each answer, in nanoseconds, when the last one is there. */
    CompletableFuture<Histogram> begin(List<Asker> askers) {
        outstanding = askers.size();
        askers.forEach(asker -> asker.begin(this));
        return done;
    }

    /** Whether to ask again. */
    boolean answered(long now, long nanos) {
        delays.recordValue(nanos);
        if (now < end) {
            return true;
        }
        if (--outstanding == 0) {
            done.complete(delays);
        }
        return false;
    }

    void failed(Throwable reason) {
        done.completeExceptionally(reason);
    }
}
