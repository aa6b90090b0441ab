package io.polyloop;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stops the parts of a node in the reverse order of their start. Each part has a deadline, so that one that is stuck
 * does not keep the others from stopping.
 */
final class Drain {
    private static final Logger LOG = LoggerFactory.getLogger(Drain.class);
    private static final int PERCENT = 100;

    private final Deque<Step> steps = new ArrayDeque<>();

    /**
     * Stops one part.
     *
     * @param name read when the part misses its deadline
     * @param deadlinePercent when the next part starts to stop at the latest, in percent of the drain's duration
     */
    private record Step(Supplier<String> name, int deadlinePercent, Supplier<Future<?>> stop) {}

    /** Adds a part that stops before all parts added so far. */
    void push(Supplier<String> name, int deadlinePercent, Supplier<Future<?>> stop) {
        steps.push(new Step(name, deadlinePercent, stop));
    }

    /**
     * Waits for {@code delay}, then stops the parts within {@code duration}. Completes when all parts have stopped, and
     * fails with the names of those that missed their deadline.
     *
     * @param clock runs the timers; not on the event loops that are being stopped, which may be stuck
     */
    Future<Void> run(Vertx clock, Duration delay, Duration duration) {
        Promise<Void> done = Promise.promise();
        // A timer takes one millisecond at least.
        clock.setTimer(
                Math.max(1, delay.toMillis()),
                v -> next(new Progress(clock, System.nanoTime(), duration.toNanos(), new ArrayList<>(), done)));
        return done.future();
    }

    private void next(Progress progress) {
        Step step = steps.poll();
        if (step == null) {
            progress.finish();
            return;
        }
        Promise<Void> stopped = Promise.promise();
        long timer = progress.clock().setTimer(progress.millisUntil(step.deadlinePercent()), late -> {
            if (stopped.tryComplete()) {
                progress.recordLate(step.name().get());
            }
        });
        stopped.future().onComplete(v -> {
            progress.clock().cancelTimer(timer);
            next(progress);
        });
        step.stop().get().onComplete(v -> stopped.tryComplete());
    }

    private record Progress(Vertx clock, long startedAt, long nanos, List<String> late, Promise<Void> done) {
        /** Milliseconds until {@code percent} of the time have passed, at least one: a timer takes no less. */
        long millisUntil(int percent) {
            long left = startedAt + nanos / PERCENT * percent - System.nanoTime();
            return Math.max(1, TimeUnit.NANOSECONDS.toMillis(left));
        }

        void recordLate(String name) {
            LOG.warn("{} did not stop within its share of drain.timeout; stopping the rest of the node", name);
            late.add(name);
        }

        void finish() {
            if (late.isEmpty()) {
                done.complete();
            } else {
                done.fail("did not stop in time: " + String.join(", ", late));
            }
        }
    }
}
