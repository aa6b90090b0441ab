package io.polyloop.ops;

import io.vertx.core.Context;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds event loops that are stuck: that do not come to a task within {@code ops.stuck-after}. The time is counted in
 * checks that ran, one each second. By the clock, a process that was stopped and continued would be stuck.
 */
public final class StuckLoopDetector {
    /** The pause between checks, during which a healthy loop comes to its task many times over. */
    static final long PERIOD_MS = 1_000;

    private static final Logger LOG = LoggerFactory.getLogger(StuckLoopDetector.class);

    private final List<MonitoredLoop> loops = new CopyOnWriteArrayList<>();
    private final long limit; // in checks; 0 for no limit
    private final Runnable onStuck;
    private boolean reported; // by check() only

    /** @param stuck is run once, by the thread that checks, when the first loop is stuck */
    StuckLoopDetector(Duration stuckAfter, Runnable stuck) {
        this.limit = (stuckAfter.toMillis() + PERIOD_MS - 1) / PERIOD_MS;
        this.onStuck = stuck;
    }

    /** Watches the event loop that this is called on. */
    void add(Context context) {
        loops.add(new MonitoredLoop(context, Thread.currentThread()));
    }

    /** Watches the event loop of {@code context} no more. */
    void remove(Context context) {
        loops.removeIf(loop -> loop.context() == context);
    }

    /** One check of all loops. By one thread. */
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

    /** For people to read: nothing, unless loops are stuck. */
    JsonObject healthData() {
        List<String> names =
                loops.stream().filter(this::isStuck).map(MonitoredLoop::name).toList();
        return names.isEmpty() ? null : JsonObject.of("stuck", names);
    }

    private boolean isStuck(MonitoredLoop loop) {
        return limit > 0 && loop.missed() > limit;
    }

    private static void report(MonitoredLoop loop) {
        LOG.error(
                "the event loop {} is stuck: nothing on it has run for longer than ops.stuck-after. It is at\n{}",
                loop.name(),
                loop.stack());
    }
}
