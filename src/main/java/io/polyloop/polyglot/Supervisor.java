package io.polyloop.polyglot;

import io.polyloop.config.ScriptSettings;
import io.vertx.core.Deployable;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.ThreadingModel;
import io.vertx.core.VerticleBase;
import io.vertx.core.json.JsonObject;
import io.vertx.core.spi.VerticleFactory;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one script of the configuration running: replaces it when a file that it read was changed, and restarts it
 * when it fails again and again. What runs is a child of this: it ends with it.
 */
public final class Supervisor extends VerticleBase {
    private static final Logger LOG = LoggerFactory.getLogger(Supervisor.class);
    private static final long NONE = -1;

    private final String name;
    private final VerticleFactory factory;
    private final DeploymentOptions options;
    private final ScriptSettings settings;
    private final ScriptMeters meters;
    private final ScriptThreads threads;
    private final Runnable threadAbandoned;
    private final ExponentialBackoff backoff;
    private final ScriptStatus status = new ScriptStatus();
    private final PendingUndeployments undeployments = new PendingUndeployments();

    // context only
    private WatchedFiles files;
    private WatchedFiles running;
    private RollingDeployment deployment;
    private boolean stopped;
    private long restart = NONE;

    /**
     * @param name of a script, with its language in front
     * @param factory of that language
     * @param options of the script's deployment
     * @param meters are closed with this
     * @param threads for the script, unless it runs on event loops
     * @param threadAbandoned runs when a thread of the script is abandoned, on any thread
     */
    Supervisor(
            String name,
            VerticleFactory factory,
            DeploymentOptions options,
            ScriptSettings settings,
            ScriptMeters meters,
            ScriptThreads threads,
            Runnable threadAbandoned) {
        this.name = name;
        this.factory = factory;
        // What can be abandoned runs on a thread of its own below; what deploys and undeploys it must go on.
        this.options = new DeploymentOptions(options).setThreadingModel(ThreadingModel.EVENT_LOOP);
        this.threads = options.getThreadingModel() == ThreadingModel.EVENT_LOOP ? null : threads;
        this.threadAbandoned = threadAbandoned;
        this.settings = settings;
        this.meters = meters;
        this.backoff = new ExponentialBackoff(settings.restartDelay(), settings.restartDelayMax());
    }

    @Override
    public Future<?> start() {
        deployment = new RollingDeployment(vertx, options);
        return deploy().onSuccess(started -> {
            if (settings.reload()) {
                schedulePoll();
            }
        });
    }

    @Override
    public Future<?> stop() {
        stopped = true;
        meters.close();
        return deployment.replacedUndeployed();
    }

    /** For people to read: {@code {name, state, restarts, lastFailure}}. Safe to call from any thread. */
    public JsonObject state() {
        return status.state(name);
    }

    /** Lets the undeployment of every instance end, now or once it begins. Safe to call from any thread. */
    void abandonUndeployment() {
        undeployments.abandonAll();
    }

    /** Deploys the files as they are now, and lets what ran so far leave. */
    private Future<Void> deploy() {
        WatchedFiles read = new WatchedFiles();
        files = read;
        return deployment.deploy(instances(read)).onSuccess(deployed -> {
            running = read;
            cancelRestart();
        });
    }

    private Future<Supplier<Deployable>> instances(WatchedFiles read) {
        ScriptInstance.Events events = new ScriptInstance.Events(
                meters,
                status::failed,
                settings.restartAfter(),
                () -> context.runOnContext(v -> tooManyFailures(read)),
                this::stuck,
                () -> {
                    threadAbandoned.run();
                    context.runOnContext(v -> replaceStuck(read));
                },
                status::running,
                this::undeploymentTimedOut);
        return Verticles.instances(factory, name)
                .map(script -> () -> new ScriptInstance(script.get(), read, threads, events, undeployments));
    }

    private void stuck(String what) {
        LOG.error("{} is stuck: {}", name, what);
        status.stuck(what);
        meters.stuck();
    }

    private void undeploymentTimedOut(String pending) {
        LOG.warn(
                "{} did not end within its share of drain.timeout (still waiting: {}); the node stops without it",
                name,
                pending);
    }

    private void replaceStuck(WatchedFiles stuck) {
        if (stuck == running && restart == NONE) {
            restart();
        }
    }

    private void schedulePoll() {
        schedule(settings.reloadInterval(), () -> vertx.executeBlocking(files::poll, false)
                .compose(this::apply)
                .onFailure(failure -> LOG.error("{} cannot be watched", name, failure))
                .onComplete(done -> schedulePoll()));
    }

    private Future<Void> apply(WatchedFiles.Changes changes) {
        if (!changes.removed().isEmpty()) {
            LOG.warn("{} runs on as it is, though these are gone: {}", name, changes.removed());
        }
        return deployment.isInProgress() || changes.changed().isEmpty() ? Future.succeededFuture() : reload(changes);
    }

    private Future<Void> reload(WatchedFiles.Changes changes) {
        long began = System.nanoTime();
        return deploy().onComplete(done -> meters.reloaded(done.succeeded()))
                .onSuccess(v -> {
                    backoff.reset();
                    LOG.info("{} was reloaded in {} ms; changed: {}", name, millisSince(began), changes.changed());
                })
                .onFailure(failure -> previousKept("reloaded", failure))
                .otherwiseEmpty();
    }

    private void tooManyFailures(WatchedFiles of) {
        // What has left may still fail at the answers that it owes: the new one has nothing to do with that.
        if (of == running && restart == NONE && !deployment.isInProgress()) {
            LOG.warn(
                    "{} failed {} times in a row, at last with: {}",
                    name,
                    settings.restartAfter(),
                    status.lastFailure());
            restartLater();
        }
    }

    private void restartLater() {
        Duration pause = backoff.nextDelay(System.nanoTime());
        LOG.warn("{} is restarted in {} ms", name, pause.toMillis());
        status.restarting();
        restart = schedule(pause, this::restart);
    }

    private void restart() {
        restart = NONE;
        if (deployment.isInProgress()) {
            restartLater();
            return;
        }
        deploy().onSuccess(v -> {
                    status.restarted();
                    meters.restarted();
                    LOG.info("{} is restarted", name);
                })
                .onFailure(failure -> {
                    previousKept("restarted", failure);
                    restartLater();
                });
    }

    private void previousKept(String what, Throwable failure) {
        status.failed(failure.getMessage());
        // The end of the node ends a deployment that is under way, which is no fault of the script.
        if (!stopped) {
            LOG.error("{} was not {}, the previous version keeps running: {}", name, what, failure.getMessage());
        }
    }

    private long schedule(Duration pause, Runnable task) {
        // A deployment that was under way at the end fails, and would be tried again for ever.
        return stopped ? NONE : vertx.setTimer(pause.toMillis(), id -> task.run());
    }

    private void cancelRestart() {
        vertx.cancelTimer(restart);
        restart = NONE;
        status.running();
    }

    private static long millisSince(long began) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
    }
}
