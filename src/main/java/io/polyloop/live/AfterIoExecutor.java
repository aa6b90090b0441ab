package io.polyloop.live;

import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Runs a task once its event loop has served its connections again. A task that is only queued runs before that: Netty
 * works its queue off for up to a second ({@code io.netty.eventLoop.maxTaskProcessingQuantumMs}), so work that queues
 * itself again piece by piece would keep every request of the loop waiting.
 */
public final class AfterIoExecutor implements Consumer<Runnable> {
    private final ContextInternal context;

    /** For the caller's event loop, the only one that may pass tasks; they run there. */
    public AfterIoExecutor(Vertx vertx) {
        context = (ContextInternal) vertx.getOrCreateContext();
    }

    @Override
    public void accept(Runnable task) {
        // Netty looks for what is due, even at once, only after it has served the connections.
        context.nettyEventLoop().schedule(() -> context.dispatch(task), 0, TimeUnit.NANOSECONDS);
    }
}
