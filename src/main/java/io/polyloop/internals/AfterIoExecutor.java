package io.polyloop.internals;

import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Runs a task after its event loop has served its connections again. A queued task would run before that: Netty runs
 * queued tasks for up to a second ({@code io.netty.eventLoop.maxTaskProcessingQuantumMs}), so work that queues itself
 * again piece by piece would block every request of the loop.
 */
public final class AfterIoExecutor implements Consumer<Runnable> {
    private static final long SHORTEST_TIMER_MS = 1;

    private final Consumer<Runnable> schedule;

    /** For the event loop of the caller, the only one that may pass tasks; they run there. */
    public AfterIoExecutor(Vertx vertx) {
        schedule = VertxInternals.enabled(vertx)
                ? onEventLoop((ContextInternal) vertx.getOrCreateContext())
                : task -> vertx.setTimer(SHORTEST_TIMER_MS, timer -> task.run());
    }

    private static Consumer<Runnable> onEventLoop(ContextInternal context) {
        // Netty runs scheduled tasks, even those due at once, only after it has served the connections.
        return task -> context.nettyEventLoop().schedule(() -> context.dispatch(task), 0, TimeUnit.NANOSECONDS);
    }

    @Override
    public void accept(Runnable task) {
        schedule.accept(task);
    }
}
