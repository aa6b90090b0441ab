package io.polyloop.internals;

import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * Runs a task once its event loop has served its connections. A task that is only queued runs before that: Netty works
 * through its queue for up to a second ({@code io.netty.eventLoop.maxTaskProcessingQuantumMs}), so a long job that
 * queues itself again piece by piece would delay every request of the loop.
 */
public final class AfterIoExecutor implements Executor {
    private static final long SHORTEST_TIMER_MS = 1;

    private final Executor schedule;

    /** For the caller's event loop: only this loop may call {@link #execute}, and tasks run on it. */
    public AfterIoExecutor(Vertx vertx) {
        schedule = VertxInternals.enabled(vertx)
                ? onEventLoop((ContextInternal) vertx.getOrCreateContext())
                : task -> vertx.setTimer(SHORTEST_TIMER_MS, timer -> task.run());
    }

    private static Executor onEventLoop(ContextInternal context) {
        // Netty checks for due timers, even those without a delay, only after it has served the connections.
        return task -> context.nettyEventLoop().schedule(() -> context.dispatch(task), 0, TimeUnit.NANOSECONDS);
    }

    @Override
    public void execute(Runnable task) {
        schedule.execute(task);
    }
}
