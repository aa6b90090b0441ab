package io.polyloop.polyglot;

import io.vertx.core.ThreadingModel;
import io.vertx.core.impl.ContextBuilderImpl;
import io.vertx.core.internal.CloseFuture;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.WorkerPool;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Threads for scripts that do not run on event loops. Not the worker pool of Vert.x: a script that never returns would
 * take one of the few threads that the node shares. There are at most as many threads as script instances.
 */
final class ScriptThreads {
    private final AtomicInteger count = new AtomicInteger();
    private final WorkerPool pool = new WorkerPool(Executors.newCachedThreadPool(this::thread), null);

    /**
     * A worker context for the deployment of {@code verticle}. It is closed separately: a stuck script can be neither
     * stopped nor closed, and its deployment must not wait for it.
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
