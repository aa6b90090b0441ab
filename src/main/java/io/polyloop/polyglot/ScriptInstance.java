package io.polyloop.polyglot;

import io.vertx.core.Context;
import io.vertx.core.Deployable;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.internal.ContextInternal;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One instance of a supervised script: hears what it reads, how its calls end, and whether it is stuck. It is deployed
 * on an event loop. The script runs there too, or on a thread of its own, which can be abandoned.
 */
final class ScriptInstance implements Deployable, ScriptMonitor {
    private static final Logger LOG = LoggerFactory.getLogger(Supervisor.class);

    private final Deployable verticle;
    private final WatchedFiles files;
    private final ScriptThreads threads;
    private final Events events;
    private final PendingUndeployments undeployments;
    private final Promise<Void> abandoned = Promise.promise();
    private ContextInternal verticleContext; // written before the script is deployed
    private Promise<Object> started;
    private volatile Runnable abandon;
    private volatile boolean closing;
    private volatile boolean stuck;
    private int failures;

    /**
     * What all instances of a verticle tell of their calls.
     *
     * @param failed takes the reason of each failure, on any thread
     * @param limit of failures in a row; 0 for none
     * @param tooMany runs at each time that the limit is reached, on any thread
     * @param stuck takes what each call that does not end is, on any thread
     * @param threadAbandoned runs when the thread of such a call is abandoned, on any thread
     * @param recovered runs when such a call has ended after all, on any thread
     * @param undeploymentTimedOut takes what an instance still waits for that is not undeployed in time, on any thread
     */
    record Events(
            ScriptMeters meters,
            Consumer<String> failed,
            int limit,
            Runnable tooMany,
            Consumer<String> stuck,
            Runnable threadAbandoned,
            Runnable recovered,
            Consumer<String> undeploymentTimedOut) {}

    /**
     * @param threads to run the script on, or null for the event loop
     * @param undeployments has this while it is undeployed
     */
    ScriptInstance(
            Deployable verticle,
            WatchedFiles files,
            ScriptThreads threads,
            Events events,
            PendingUndeployments undeployments) {
        this.verticle = verticle;
        this.files = files;
        this.threads = threads;
        this.events = events;
        this.undeployments = undeployments;
        if (verticle instanceof SupervisedVerticle script) {
            script.monitor(this);
        }
    }

    @Override
    public Future<?> deploy(Context context) {
        ContextInternal deployed = (ContextInternal) context;
        started = deployed.promise();
        verticleContext = threads == null ? deployed : threads.context(deployed);
        deployed.addCloseHook(closed -> {
            closing = true;
            Future<Void> done = threads == null ? Future.succeededFuture() : orAbandoned(verticleContext.close());
            done.onComplete(closed);
        });
        runOnVerticle(() -> verticle.deploy(verticleContext))
                .onSuccess(this::started)
                .onFailure(this::startFailed);
        return started.future();
    }

    // Vert.x has failed the deployment itself when it closes one that is still starting, and reports a second end.
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
                        runOnVerticle(() -> verticle.undeploy(verticleContext)).onFailure(this::report))
                .onComplete(end -> {
                    if (abandon != null) {
                        abandon.run();
                    }
                });
    }

    private void report(Throwable failure) {
        // What is given up is closed then, and fails with it: its end is logged already.
        if (!abandoned.future().isComplete()) {
            LOG.error("a script failed to stop, and is gone all the same: {}", failure.toString());
        }
    }

    /** Runs code of the verticle where it lives. */
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

    /** Done with {@code work}, or when this is abandoned, as then it may never be. Never fails. */
    private Future<Void> orAbandoned(Future<?> work) {
        undeployments.add(this);
        return Future.any(abandoned.future(), work.otherwiseEmpty())
                .<Void>mapEmpty()
                .onComplete(end -> undeployments.remove(this));
    }

    /** Lets the undeployment end without the script, which may wait for something that never comes. */
    synchronized void abandonUndeployment() {
        if (!abandoned.future().isComplete()) {
            // Logged first: the calls end with the script, and the process soon after.
            events.undeploymentTimedOut()
                    .accept(verticle instanceof SupervisedVerticle script ? script.pending() : "its stop()");
            abandoned.tryComplete();
        }
    }

    @FunctionalInterface
    private interface Step {
        Future<?> run() throws Exception;
    }

    @Override
    public ScriptFolder watch(ScriptFolder folder) {
        return files.watch(folder);
    }

    @Override
    public void answered(long nanos) {
        recovered();
        failures = 0;
        events.meters().answered(nanos);
    }

    @Override
    public void refused(long nanos) {
        recovered();
        failures = 0;
        events.meters().refused(nanos);
    }

    @Override
    public void failed(long nanos, String reason) {
        recovered();
        events.meters().failed(nanos);
        events.failed().accept(reason);
        if (++failures == events.limit()) {
            failures = 0;
            events.tooMany().run();
        }
    }

    /**
     * Abandons the thread of the script. An event loop cannot be abandoned: there this only reports, unless the script
     * has not started, when its start fails.
     */
    @Override
    public void stuck(String what, Runnable taking) {
        stuck = true;
        events.stuck().accept(what);
        if (threads == null && started.future().isComplete()) {
            return;
        }
        abandon = taking;
        started.tryFail(what);
        events.threadAbandoned().run();
        abandoned.tryComplete();
    }

    private void recovered() {
        if (stuck && abandon == null) {
            stuck = false;
            events.recovered().run();
        }
    }
}
