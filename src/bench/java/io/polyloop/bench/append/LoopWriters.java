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
        // Made here, so that it gathers for this loop, as that of each web verticle does.
        journal = new JournalClient(vertx, REQUEST_TIMEOUT);
        return Future.succeededFuture();
    }

    /** Lets so many write until this time, of {@link System#nanoTime}. */
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
        journal.append(SampleMessages.append(writer)).onComplete(answer -> acknowledged(writer, since, answer));
    }

    private void acknowledged(int writer, long since, AsyncResult<Appended> answer) {
        long now = System.nanoTime();
        if (answer.failed()) {
            result.tryFail(answer.cause());
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
