package io.polyloop.internals;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.ThreadingModel;
import io.vertx.core.impl.ContextBuilderImpl;
import io.vertx.core.internal.CloseFuture;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.WorkerPool;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Worker contexts whose threads can be abandoned. The workers of Vert.x are few and shared by the node: code that never
 * returns its thread would take one of them for good. There are at most as many threads as contexts. Any thread.
 */
public final class WorkerContexts {
    private final String threadName;
    private final AtomicInteger count = new AtomicInteger();
    private final WorkerPool pool = new WorkerPool(Executors.newCachedThreadPool(this::thread), null);

    /** @param threadName the names of the threads, before their number */
    public WorkerContexts(String threadName) {
        this.threadName = threadName;
    }

    /**
     * A worker context for what is deployed on {@code verticle}. It is closed separately: code that does not return can
     * neither be stopped nor closed, and its deployment must not wait for it.
     */
    public Context create(Context verticle) {
        ContextInternal deployed = (ContextInternal) verticle;
        // The public builder cannot set the deployment, from which the context gets its configuration.
        ContextBuilderImpl context = (ContextBuilderImpl) deployed.owner().contextBuilder();
        return context.withDeploymentContext(deployed.deployment())
                .withThreadingModel(ThreadingModel.WORKER)
                .withEventLoop(deployed.nettyEventLoop())
                .withClassLoader(deployed.classLoader())
                .withCloseFuture(new CloseFuture())
                .withWorkerPool(pool)
                .build();
    }

    /** Closes a context that {@link #create} returned. */
    public Future<Void> close(Context context) {
        return ((ContextInternal) context).close();
    }

    private Thread thread(Runnable work) {
        Thread thread = new Thread(work, threadName + count.getAndIncrement());
        thread.setDaemon(true);
        return thread;
    }
}
