package io.polyloop.polyglot;

import io.vertx.core.ThreadingModel;
import io.vertx.core.impl.ContextBuilderImpl;
import io.vertx.core.internal.CloseFuture;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.WorkerPool;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Threads for scripts that do not run on event loops. Not Vert.x's own workers: a script that never gives its thread
 * back would take one of the few that the node shares. There are at most as many as instances of scripts.
 */
final class ScriptThreads {
    private final AtomicInteger count = new AtomicInteger();
    private final WorkerPool pool = new WorkerPool(Executors.newCachedThreadPool(this::thread), null);

    /**
     * A worker context for what is deployed on {@code verticle}. It is closed apart from that one, as a script that is
     * stuck can neither be stopped nor closed, and its deployment must not wait for it.
     */
    ContextInternal context(ContextInternal verticle) {
        // The public builder cannot set the deployment, and the context gets its configuration from that.
        ContextBuilderImpl context = (ContextBuilderImpl) verticle.owner().contextBuilder();
        return context.withDeploymentContext(verticle.deployment())
                .withThreadingModel(ThreadingModel.WORKER)
                .withEventLoop(verticle.nettyEventLoop())
                .withClassLoader(verticle.classLoader())
                .withCloseFuture(new CloseFuture())
                .withWorkerPool(pool)
                .build();
    }

    private Thread thread(Runnable work) {
        Thread thread = new Thread(work, "polyloop-script-" + count.getAndIncrement());
        thread.setDaemon(true);
        return thread;
    }
}
