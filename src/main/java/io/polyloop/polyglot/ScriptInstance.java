package io.polyloop.polyglot;

import io.polyloop.internals.ContextAccess;
import io.polyloop.internals.WorkerContexts;
import io.vertx.core.Context;
import io.vertx.core.Deployable;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deploys one instance of a supervised script. It is deployed on an event loop itself; the script runs on that event
 * loop, or on a thread of its own that can be abandoned.
 */
final class ScriptInstance implements Deployable {
    private static final Logger LOG = LoggerFactory.getLogger(Supervisor.class);

    private final Deployable verticle;
    private final WorkerContexts threads;
    private final PendingUndeployments undeployments;
    private final InstanceListener listener;
    private final Promise<Void> abandoned = Promise.promise();
    private Context verticleContext; // written before the script is deployed
    private Promise<Object> started;
    private volatile Runnable release;
    private volatile boolean closing;

    /**
     * @param threads to run the script on, or null for the event loop
     * @param undeployments contains this instance while it is undeployed
     */
    ScriptInstance(
            Deployable verticle,
            WorkerContexts threads,
            PendingUndeployments undeployments,
            InstanceListener listener) {
        this.verticle = verticle;
        this.threads = threads;
        this.undeployments = undeployments;
        this.listener = listener;
    }

    @Override
    public Future<?> deploy(Context context) {
        ContextAccess contexts = ContextAccess.of(context.owner());
        started = contexts.promise(context);
        verticleContext = threads == null ? context : threads.create(context);
        contexts.addCloseHook(context, () -> {
            closing = true;
            return threads == null ? Future.succeededFuture() : orAbandoned(threads.close(verticleContext));
        });
        runOnVerticle(() -> verticle.deploy(verticleContext))
                .onSuccess(this::started)
                .onFailure(this::startFailed);
        return started.future();
    }

    // While it closes a deployment that is still starting, Vert.x fails the deployment itself, and logs a second end.
    private void started(Object result) {
        if (!closing) {
            started.tryComplete(result);
        }
    }

    private void startFailed(Throwable failure) {
        if (!closing) {
            started.tryFail(failure);
        }
    }

    /** Never fails: Vert.x would keep the supervisor of a script whose {@code stop()} throws, and all that it holds. */
    @Override
    public Future<?> undeploy(Context context) {
        return orAbandoned(
                        runOnVerticle(() -> verticle.undeploy(verticleContext)).onFailure(this::logStopFailure))
                .onComplete(end -> {
                    if (release != null) {
                        release.run();
                    }
                });
    }

    private void logStopFailure(Throwable failure) {
        // An abandoned script is closed, which fails its stop(); its end was logged when it was abandoned.
        if (!abandoned.future().isComplete()) {
            LOG.error("a script failed to stop; it is undeployed: {}", failure.toString());
        }
    }

    private Future<Object> runOnVerticle(Step code) {
        Promise<Object> done = Promise.promise();
        verticleContext.runOnContext(v -> {
            try {
                code.run().<Object>map(end -> end).onComplete(done);
            } catch (Exception failure) {
                done.fail(failure);
            }
        });
        return done.future();
    }

    @FunctionalInterface
    private interface Step {
        Future<?> run() throws Exception;
    }

    /** Completes with {@code work}, or when this instance is abandoned, after which work may not end. Never fails. */
    private Future<Void> orAbandoned(Future<?> work) {
        undeployments.add(this);
        return Future.any(abandoned.future(), work.otherwiseEmpty())
                .<Void>mapEmpty()
                .onComplete(end -> undeployments.remove(this));
    }

    /** Completes the undeployment without the script, which may wait for something that never comes. */
    synchronized void abandonUndeployment() {
        if (!abandoned.future().isComplete()) {
            // Logged first: the pending calls end with the script, and the process may exit soon after.
            listener.undeploymentTimedOut(
                    verticle instanceof SupervisedVerticle script ? script.pending() : "its stop()");
            abandoned.tryComplete();
        }
    }

    /**
     * Abandons the thread of the script inside a call that does not end, and fails its start if it has not started.
     * Does nothing for a started script on an event loop: an event loop cannot be abandoned.
     *
     * @param newRelease takes the script out of service without its thread
     */
    void abandonThread(String what, Runnable newRelease) {
        if (threads == null && started.future().isComplete()) {
            return;
        }
        release = newRelease;
        started.tryFail(what);
        listener.threadAbandoned();
        abandoned.tryComplete();
    }

    boolean isThreadAbandoned() {
        return release != null;
    }
}
