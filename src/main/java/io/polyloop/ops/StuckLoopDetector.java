package io.polyloop.ops;

import io.vertx.core.Context;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Detects event loops that do not run a task within {@code ops.stuck-after}. It counts checks, one a second, instead of
 * clock time: a process that was stopped and continued is not stuck.
 */
public final class StuckLoopDetector {
    /** The pause between checks, long enough for any healthy loop to run its task. */
    static final long PERIOD_MS = 1_000;

    private static final Logger LOG = LoggerFactory.getLogger(StuckLoopDetector.class);

    private final List<MonitoredLoop> loops = new CopyOnWriteArrayList<>();
    private final long limit; // in checks; 0 for no limit
    private final Runnable onStuck;
    private boolean reported; // by check() only

    /** @param onStuck runs once, on the checking thread, when the first loop is stuck */
    StuckLoopDetector(Duration stuckAfter, Runnable onStuck) {
        this.limit = (stuckAfter.toMillis() + PERIOD_MS - 1) / PERIOD_MS;
        this.onStuck = onStuck;
    }

    /** Starts monitoring the event loop that calls this. */
    void add(Context context) {
        loops.add(new MonitoredLoop(context, Thread.currentThread()));
    }

    /** Stops monitoring the event loop of {@code context}. */
    void remove(Context context) {
        loops.removeIf(loop -> loop.context() == context);
    }

    /** Checks all loops once. Always on the same thread. */
    void check() {
        loops.forEach(MonitoredLoop::check);
        if (!reported && !isHealthy()) {
            reported = true;
            loops.stream().filter(this::isStuck).forEach(StuckLoopDetector::report);
            onStuck.run();
        }
    }

    /** Whether no loop is stuck. */
    boolean isHealthy() {
        return loops.stream().noneMatch(this::isStuck);
    }

    /** The stuck loops; null if there are none. */
    JsonObject healthData() {
        List<String> names =
                loops.stream().filter(this::isStuck).map(MonitoredLoop::name).toList();
        return names.isEmpty() ? null : JsonObject.of("stuck", names);
    }

    private boolean isStuck(MonitoredLoop loop) {
        return limit > 0 && loop.missed() > limit;
    }

    private static void report(MonitoredLoop loop) {
        // Not as arguments, whose line breaks the log escapes.
        LOG.error("event loop " + loop.name()
                + " is stuck: no task has run for longer than ops.stuck-after; its stack:\n" + loop.stack());
    }
}
