package io.polyloop.bench.transaction;

import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.HdrHistogram.Histogram;

/** The writers of one event loop, which do the same work over and over. */
final class WorkLoop extends VerticleBase {
    private final Function<Vertx, IntFunction<Future<?>>> factory;

    // event loop only
    private IntFunction<Future<?>> work;
    private Histogram latency;
    private Promise<Histogram> result;
    private long end;
    private long pauseMillis;
    private int activeWriters;

    /** @param factory makes the work on this event loop, so that a client batches what the loop sends */
    WorkLoop(Function<Vertx, IntFunction<Future<?>>> factory) {
        this.factory = factory;
    }

    @Override
    public Future<?> start() {
        work = factory.apply(vertx);
        return Future.succeededFuture();
    }

    /**
     * Runs writers until a time of {@link System#nanoTime}; completes with their latencies.
     *
     * @param pause of each writer after each work, in milliseconds; 0 for none
     */
    Future<Histogram> run(int writers, int first, long pause, long until) {
        Promise<Histogram> round = Promise.promise();
        context.runOnContext(begin -> {
            result = round;
            end = until;
            pauseMillis = pause;
            latency = new Histogram(3);
            activeWriters = writers;
            for (int writer = first; writer < first + writers; writer++) {
                next(writer);
            }
        });
        return round.future();
    }

    private void next(int writer) {
        long since = System.nanoTime();
        work.apply(writer).onComplete(done -> done(writer, since, done));
    }

    private void done(int writer, long since, AsyncResult<?> outcome) {
        long now = System.nanoTime();
        if (outcome.failed()) {
            result.tryFail(outcome.cause());
            return;
        }
        latency.recordValue(now - since);
        if (now >= end) {
            if (--activeWriters == 0) {
                result.tryComplete(latency);
            }
        } else if (pauseMillis > 0) {
            vertx.setTimer(pauseMillis, id -> next(writer));
        } else {
            next(writer);
        }
    }
}
