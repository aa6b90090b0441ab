package io.polyloop.polyglot;

import io.polyloop.internals.WorkerContexts;
import io.vertx.core.Deployable;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.ThreadingModel;
import io.vertx.core.VerticleBase;
import io.vertx.core.json.JsonObject;
import io.vertx.core.spi.VerticleFactory;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one configured script running: deploys a new version when a file that the script read changes, and restarts the
 * script when it fails repeatedly. The script is deployed as a child of this verticle and is undeployed with it.
 */
final class Supervisor extends VerticleBase {
    private static final Logger LOG = LoggerFactory.getLogger(Supervisor.class);

    private final String name;
    private final VerticleFactory factory;
    private final DeploymentOptions options;
    private final ScriptSettings settings;
    private final ScriptMeters meters;
    private final WorkerContexts threads;
    private final Runnable threadAbandoned;
    private final ScriptStatus status = new ScriptStatus();
    private final PendingUndeployments undeployments = new PendingUndeployments();

    // context only
    private ScriptVersion latest;
    private ScriptVersion running;
    private RollingDeployment deployment;
    private RestartTimer restarts;
    private FilePoller poller;
    private boolean stopped;

    /**
     * @param name of a script, with its language's prefix
     * @param factory of that language
     * @param options of the script's deployment
     * @param meters are closed when this is undeployed
     * @param threads for the script, unless it runs on event loops; null for the workers of Vert.x
     * @param threadAbandoned runs when a thread of the script is abandoned, on any thread
     */
    Supervisor(
            String name,
            VerticleFactory factory,
            DeploymentOptions options,
            ScriptSettings settings,
            ScriptMeters meters,
            WorkerContexts threads,
            Runnable threadAbandoned) {
        this.name = name;
        this.factory = factory;
        this.threads = options.getThreadingModel() == ThreadingModel.EVENT_LOOP ? null : threads;
        this.options = new DeploymentOptions(options);
        if (this.threads != null) {
            // The instances are deployed and undeployed on event loops: a script's own thread may be abandoned.
            this.options.setThreadingModel(ThreadingModel.EVENT_LOOP);
        }
        this.threadAbandoned = threadAbandoned;
        this.settings = settings;
        this.meters = meters;
    }

    @Override
    public Future<?> start() {
        deployment = new RollingDeployment(vertx, options);
        restarts = new RestartTimer(vertx, new ExponentialBackoff(settings.restartDelay(), settings.restartDelayMax()));
        poller = new FilePoller(vertx, name, () -> latest.files(), this::apply);
        return deploy().onSuccess(started -> {
            if (settings.reload()) {
                poller.start(settings.reloadInterval());
            }
        });
    }

    @Override
    public Future<?> stop() {
        stopped = true;
        restarts.close();
        poller.close();
        meters.close();
        return deployment.replacedUndeployed();
    }

    /** {@code {name, state, restarts, lastFailure}} for people to read. Safe to call from any thread. */
    JsonObject state() {
        return status.state(name);
    }

    /** Completes the undeployment of every instance, now or as soon as it begins. Safe to call from any thread. */
    void abandonUndeployment() {
        undeployments.abandonAll();
    }

    /** Deploys the files as they are now, then undeploys the version that ran so far. */
    private Future<Void> deploy() {
        ScriptVersion version = new ScriptVersion(name, status, meters, this::restartFailing, this::replaceStuck);
        latest = version;
        return deployment
                .deploy(InstanceSupplier.of(factory, name).map(verticles -> () -> instance(verticles.get(), version)))
                .onSuccess(deployed -> {
                    running = version;
                    restarts.cancel();
                    status.running();
                });
    }

    private Deployable instance(Deployable verticle, ScriptVersion version) {
        ScriptInstance instance = new ScriptInstance(verticle, threads, undeployments, version);
        if (verticle instanceof SupervisedVerticle script) {
            script.monitor(new InstanceMonitor(instance, version.files(), meters, settings.restartAfter(), version));
        }
        return instance;
    }

    private Future<Void> apply(WatchedFiles.Changes changes) {
        if (!changes.removed().isEmpty()) {
            LOG.warn("{} keeps running, but these of its files were deleted: {}", name, changes.removed());
        }
        return deployment.isInProgress() || changes.changed().isEmpty() ? Future.succeededFuture() : reload(changes);
    }

    private Future<Void> reload(WatchedFiles.Changes changes) {
        long began = System.nanoTime();
        return deploy().onComplete(done -> meters.reloaded(done.succeeded()))
                .onSuccess(v -> {
                    restarts.resetDelay();
                    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
                    LOG.info("{} reloaded in {} ms; changed files: {}", name, millis, changes.changed());
                })
                .onFailure(failure -> logPreviousKept("reloaded", failure))
                .otherwiseEmpty();
    }

    private void restartFailing(ScriptVersion version) {
        context.runOnContext(v -> {
            // A replaced version may still fail while it completes pending requests, which does not concern the new
            // version.
            if (isRunning(version) && !deployment.isInProgress()) {
                int failures = settings.restartAfter();
                LOG.warn("{} failed {} times in a row; last failure: {}", name, failures, status.lastFailure());
                scheduleRestart();
            }
        });
    }

    private void replaceStuck(ScriptVersion version) {
        threadAbandoned.run();
        context.runOnContext(v -> {
            if (isRunning(version)) {
                restart();
            }
        });
    }

    private boolean isRunning(ScriptVersion version) {
        return version == running && !restarts.isScheduled();
    }

    private void scheduleRestart() {
        status.restarting();
        LOG.warn("{} restarts in {} ms", name, restarts.schedule(this::restart).toMillis());
    }

    private void restart() {
        if (deployment.isInProgress()) {
            scheduleRestart();
            return;
        }
        deploy().onSuccess(v -> {
                    status.restarted();
                    meters.restarted();
                    LOG.info("{} restarted", name);
                })
                .onFailure(failure -> {
                    logPreviousKept("restarted", failure);
                    scheduleRestart();
                });
    }

    private void logPreviousKept(String what, Throwable failure) {
        status.failed(failure.getMessage());
        // The undeployment of the node fails a deployment in progress, which is not a fault of the script.
        if (!stopped) {
            // Not as arguments, whose line breaks the log escapes.
            LOG.error(name + " was not " + what + "; the previous version keeps running: " + failure.getMessage());
        }
    }
}
