package io.polyloop.bench.load;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.HdrHistogram.Histogram;

/** One round of HTTP requests. On the event loop of the load client. */
final class HttpRound {
    private static final int DIGITS = 3;

    private final Histogram latencies = new Histogram(DIGITS);
    private final CompletableFuture<Histogram> done = new CompletableFuture<>();
    private final long end;
    private int outstanding;

    HttpRound(long millis) {
        end = System.nanoTime() + millis * 1_000_000;
    }

    /** Completes at the last response, with the latency of each in nanoseconds. */
    CompletableFuture<Histogram> start(List<HttpConnection> connections) {
        outstanding = connections.size();
        connections.forEach(connection -> connection.start(this));
        return done;
    }

    /** Returns whether to send another request. */
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
