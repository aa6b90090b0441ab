package io.polyloop.bench.append;

import io.polyloop.bus.JournalClient;
import io.polyloop.topic.Appended;
import io.polyloop.topic.Journal;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import org.HdrHistogram.Histogram;

/** The writers of one event loop. */
final class LoopWriters extends VerticleBase {
    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(20);

    // event loop only
    private Journal journal;
    private Histogram latency;
    private Promise<Histogram> result;
    private long end;
    private int activeWriters;

    @Override
    public Future<?> start() {
        // Created on this event loop, so that it batches the appends of the loop, as the client of a web verticle does.
        journal = new JournalClient(vertx, REQUEST_TIMEOUT);
        return Future.succeededFuture();
    }

    /** Runs this many writers until a time of {@link System#nanoTime}; completes with their latencies. */
    Future<Histogram> write(int writers, long until) {
        Promise<Histogram> round = Promise.promise();
        context.runOnContext(begin -> {
            result = round;
            end = until;
            latency = new Histogram(3);
            activeWriters = writers;
            for (int writer = 0; writer < writers; writer++) {
                write(writer);
            }
        });
        return round.future();
    }

    private void write(int writer) {
        long since = System.nanoTime();
        journal.append(SampleMessages.append(writer)).onComplete(appended -> acknowledged(writer, since, appended));
    }

    private void acknowledged(int writer, long since, AsyncResult<Appended> appended) {
        long now = System.nanoTime();
        if (appended.failed()) {
            result.tryFail(appended.cause());
            return;
        }
        latency.recordValue(now - since);
        if (now < end) {
            write(writer);
        } else if (--activeWriters == 0) {
            result.complete(latency);
        }
    }
}
