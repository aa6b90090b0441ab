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
final class Instance implements Deployable, Monitor {
    private static final Logger LOG = LoggerFactory.getLogger(Supervisor.class);

    private final Deployable verticle;
    private final Sources sources;
    private final ScriptThreads threads;
    private final Tally tally;
    private final Leaving leaving;
    private final Promise<Void> abandoned = Promise.promise();
    private ContextInternal home; // written before the script is deployed
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
     * @param lost runs when the thread of such a call is abandoned, on any thread
     * @param recovered runs when such a call has ended after all, on any thread
     * @param late takes what an instance still waits for that is not undeployed in time, on any thread
     */
    record Tally(
            ScriptMeters meters,
            Consumer<String> failed,
            int limit,
            Runnable tooMany,
            Consumer<String> stuck,
            Runnable lost,
            Runnable recovered,
            Consumer<String> late) {}

    /**
     * @param threads to run the script on, or null for the event loop
     * @param leaving has this while it is undeployed
     */
    Instance(Deployable verticle, Sources sources, ScriptThreads threads, Tally tally, Leaving leaving) {
        this.verticle = verticle;
        this.sources = sources;
        this.threads = threads;
        this.tally = tally;
        this.leaving = leaving;
        if (verticle instanceof Supervised script) {
            script.monitor(this);
        }
    }

    @Override
    public Future<?> deploy(Context context) {
        ContextInternal deployed = (ContextInternal) context;
        started = deployed.promise();
        home = threads == null ? deployed : threads.context(deployed);
        deployed.addCloseHook(closed -> {
            closing = true;
            Future<Void> done = threads == null ? Future.succeededFuture() : orAbandoned(home.close());
            done.onComplete(closed);
        });
        there(() -> verticle.deploy(home)).onSuccess(this::started).onFailure(this::notStarted);
        return started.future();
    }

    // Vert.x has failed the deployment itself when it closes one that is still starting, and reports a second end.
    private void started(Object result) {
        if (!closing) {
            started.tryComplete(result);
        }
    }

    private void notStarted(Throwable failure) {
        if (!closing) {
            started.tryFail(failure);
        }
    }

    /** Never fails: Vert.x would keep the supervisor of a script whose {@code stop()} throws, and all that it holds. */
    @Override
    public Future<?> undeploy(Context context) {
        return orAbandoned(there(() -> verticle.undeploy(home)).onFailure(this::report))
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
    private Future<Object> there(Step code) {
        Promise<Object> done = Promise.promise();
        home.runOnContext(v -> {
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
        leaving.add(this);
        return Future.any(abandoned.future(), work.otherwiseEmpty())
                .<Void>mapEmpty()
                .onComplete(end -> leaving.remove(this));
    }

    /** Lets the undeployment end without the script, which may wait for something that never comes. */
    synchronized void giveUp() {
        if (!abandoned.future().isComplete()) {
            // Logged first: the calls end with the script, and the process soon after.
            tally.late().accept(verticle instanceof Supervised script ? script.pending() : "its stop()");
            abandoned.tryComplete();
        }
    }

    @FunctionalInterface
    private interface Step {
        Future<?> run() throws Exception;
    }

    @Override
    public ScriptFolder watch(ScriptFolder folder) {
        return sources.watch(folder);
    }

    @Override
    public void answered(long nanos) {
        unstuck();
        failures = 0;
        tally.meters().answered(nanos);
    }

    @Override
    public void refused(long nanos) {
        unstuck();
        failures = 0;
        tally.meters().refused(nanos);
    }

    @Override
    public void failed(long nanos, String reason) {
        unstuck();
        tally.meters().failed(nanos);
        tally.failed().accept(reason);
        if (++failures == tally.limit()) {
            failures = 0;
            tally.tooMany().run();
        }
    }

    /**
     * Abandons the thread of the script. An event loop cannot be abandoned: there this only reports, unless the script
     * has not started, when its start fails.
     */
    @Override
    public void stuck(String what, Runnable taking) {
        stuck = true;
        tally.stuck().accept(what);
        if (threads == null && started.future().isComplete()) {
            return;
        }
        abandon = taking;
        started.tryFail(what);
        tally.lost().run();
        abandoned.tryComplete();
    }

    private void unstuck() {
        if (stuck && abandon == null) {
            stuck = false;
            tally.recovered().run();
        }
    }
}
