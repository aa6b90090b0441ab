package io.polyloop;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the parts of a node, the last one first. Each has a deadline, so that one that is stuck does not keep the others
 * from ending.
 */
final class Drain {
    private static final Logger LOG = LoggerFactory.getLogger(Drain.class);
    private static final int PERCENT = 100;

    private final Deque<Step> steps = new ArrayDeque<>();

    /**
     * The end of one part.
     *
     * @param deadlinePercent when the next one begins at the latest, in percent of the time of the whole drain
     */
    private record Step(String name, int deadlinePercent, Supplier<Future<?>> stop) {}

    /** Adds what is to end before all that was added so far. */
    void push(String name, int until, Supplier<Future<?>> end) {
        steps.push(new Step(name, until, end));
    }

    /**
     * Done when every part has ended; fails, as late, with the names of those that did not in time.
     *
     * @param clock none of the event loops that are to end
     */
    Future<Void> run(Vertx clock, Duration time) {
        Promise<Void> done = Promise.promise();
        next(new Progress(clock, System.nanoTime(), time.toNanos(), new StringBuilder(), done));
        return done.future();
    }

    private void next(Progress run) {
        Step step = steps.poll();
        if (step == null) {
            run.finish();
            return;
        }
        Promise<Void> over = Promise.promise();
        long timer = run.clock().setTimer(run.millisUntil(step.deadlinePercent()), late -> {
            if (over.tryComplete()) {
                run.recordLate(step.name());
            }
        });
        over.future().onComplete(v -> {
            run.clock().cancelTimer(timer);
            next(run);
        });
        step.stop().get().onComplete(ended -> over.tryComplete());
    }

    private record Progress(Vertx clock, long startedAt, long nanos, StringBuilder late, Promise<Void> done) {
        /** Milliseconds until so many percent of the time are over, one at least: a timer takes no less. */
        long millisUntil(int percent) {
            long left = startedAt + nanos / PERCENT * percent - System.nanoTime();
            return Math.max(1, TimeUnit.NANOSECONDS.toMillis(left));
        }

        void recordLate(String name) {
            LOG.warn("{} did not end in its part of drain.timeout: the rest of the node ends without it", name);
            late.append(late.isEmpty() ? "" : ", ").append(name);
        }

        void finish() {
            if (late.isEmpty()) {
                done.complete();
            } else {
                done.fail("not ended in time: " + late);
            }
        }
    }
}
