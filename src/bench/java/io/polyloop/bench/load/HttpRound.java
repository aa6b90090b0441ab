package io.polyloop.bench.load;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.HdrHistogram.Histogram;

/** One round of asking. On the load client's loop. */
final class HttpRound {
    private static final int DIGITS = 3;

    private final Histogram latencies = new Histogram(DIGITS);
    private final CompletableFuture<Histogram> done = new CompletableFuture<>();
    private final long end;
    private int outstanding;

    HttpRound(long millis) {
        end = System.nanoTime() + millis * 1_000_000;
    }

    /** Done with the time of each answer, in nanoseconds, when the last one is there. */
    CompletableFuture<Histogram> start(List<HttpConnection> connections) {
        outstanding = connections.size();
        connections.forEach(connection -> connection.start(this));
        return done;
    }

    /** Whether to ask again. */
    boolean responded(long now, long nanos) {
        latencies.recordValue(nanos);
        if (now < end) {
            return true;
        }
        if (--outstanding == 0) {
            done.complete(latencies);
        }
        return false;
    }

    void failed(Throwable reason) {
        done.completeExceptionally(reason);
    }
}
