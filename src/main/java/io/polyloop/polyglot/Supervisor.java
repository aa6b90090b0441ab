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
    private final Runnable lost;
    private final BackOff backOff;
    private final Condition condition = new Condition();
    private final Leaving leaving = new Leaving();

    // context only
    private Sources sources;
    private Sources running;
    private Rollout rollout;
    private boolean stopped;
    private long restart = NONE;

    /**
     * @param name of a script, with its language in front
     * @param factory of that language
     * @param options of the script's deployment
     * @param meters are closed with this
     * @param threads for the script, unless it runs on event loops
     * @param lost runs when a thread of the script is abandoned, on any thread
     */
    Supervisor(
            String name,
            VerticleFactory factory,
            DeploymentOptions options,
            ScriptSettings settings,
            ScriptMeters meters,
            ScriptThreads threads,
            Runnable lost) {
        this.name = name;
        this.factory = factory;
        // What can be abandoned runs on a thread of its own below; what deploys and undeploys it must go on.
        this.options = new DeploymentOptions(options).setThreadingModel(ThreadingModel.EVENT_LOOP);
        this.threads = options.getThreadingModel() == ThreadingModel.EVENT_LOOP ? null : threads;
        this.lost = lost;
        this.settings = settings;
        this.meters = meters;
        this.backOff = new BackOff(settings.restartDelay(), settings.restartDelayMax());
    }

    @Override
    public Future<?> start() {
        rollout = new Rollout(vertx, options);
        return deploy().onSuccess(started -> {
            if (settings.reload()) {
                lookLater();
            }
        });
    }

    @Override
    public Future<?> stop() {
        stopped = true;
        meters.close();
        return rollout.replaced();
    }

    /** For people to read: {@code {name, state, restarts, lastFailure}}. Safe to call from any thread. */
    public JsonObject state() {
        return condition.state(name);
    }

    /** Lets the undeployment of every instance end, now or once it begins. Safe to call from any thread. */
    void giveUp() {
        leaving.giveUp();
    }

    /** Deploys the files as they are now, and lets what ran so far leave. */
    private Future<Void> deploy() {
        Sources read = new Sources();
        sources = read;
        return rollout.deploy(instances(read)).onSuccess(deployed -> {
            running = read;
            cancelRestart();
        });
    }

    private Future<Supplier<Deployable>> instances(Sources read) {
        Instance.Tally tally = new Instance.Tally(
                meters,
                condition::failed,
                settings.restartAfter(),
                () -> context.runOnContext(v -> tooManyFailures(read)),
                this::stuck,
                () -> {
                    lost.run();
                    context.runOnContext(v -> replaceStuck(read));
                },
                condition::running,
                this::late);
        return Verticles.instances(factory, name)
                .map(script -> () -> new Instance(script.get(), read, threads, tally, leaving));
    }

    private void stuck(String what) {
        LOG.error("{} is stuck: {}", name, what);
        condition.stuck(what);
        meters.stuck();
    }

    private void late(String pending) {
        LOG.warn(
                "{} did not end within its share of drain.timeout (still waiting: {}); the node stops without it",
                name,
                pending);
    }

    private void replaceStuck(Sources stuck) {
        if (stuck == running && restart == NONE) {
            restart();
        }
    }

    private void lookLater() {
        later(settings.reloadInterval(), () -> vertx.executeBlocking(sources::look, false)
                .compose(this::act)
                .onFailure(failure -> LOG.error("{} cannot be watched", name, failure))
                .onComplete(done -> lookLater()));
    }

    private Future<Void> act(Sources.Look look) {
        if (!look.gone().isEmpty()) {
            LOG.warn("{} runs on as it is, though these are gone: {}", name, look.gone());
        }
        return rollout.isUnderWay() || look.changed().isEmpty() ? Future.succeededFuture() : reload(look);
    }

    private Future<Void> reload(Sources.Look look) {
        long began = System.nanoTime();
        return deploy().onComplete(done -> meters.reloaded(done.succeeded()))
                .onSuccess(v -> {
                    backOff.reset();
                    LOG.info("{} was reloaded in {} ms; changed: {}", name, millisSince(began), look.changed());
                })
                .onFailure(failure -> kept("reloaded", failure))
                .otherwiseEmpty();
    }

    private void tooManyFailures(Sources of) {
        // What has left may still fail at the answers that it owes: the new one has nothing to do with that.
        if (of == running && restart == NONE && !rollout.isUnderWay()) {
            LOG.warn(
                    "{} failed {} times in a row, at last with: {}",
                    name,
                    settings.restartAfter(),
                    condition.lastFailure());
            restartLater();
        }
    }

    private void restartLater() {
        Duration pause = backOff.next(System.nanoTime());
        LOG.warn("{} is restarted in {} ms", name, pause.toMillis());
        condition.restarting();
        restart = later(pause, this::restart);
    }

    private void restart() {
        restart = NONE;
        if (rollout.isUnderWay()) {
            restartLater();
            return;
        }
        deploy().onSuccess(v -> {
                    condition.restarted();
                    meters.restarted();
                    LOG.info("{} is restarted", name);
                })
                .onFailure(failure -> {
                    kept("restarted", failure);
                    restartLater();
                });
    }

    private void kept(String what, Throwable failure) {
        condition.failed(failure.getMessage());
        // The end of the node ends a deployment that is under way, which is no fault of the script.
        if (!stopped) {
            LOG.error("{} was not {}, the previous version keeps running: {}", name, what, failure.getMessage());
        }
    }

    private long later(Duration pause, Runnable task) {
        // A deployment that was under way at the end fails, and would be tried again for ever.
        return stopped ? NONE : vertx.setTimer(pause.toMillis(), id -> task.run());
    }

    private void cancelRestart() {
        vertx.cancelTimer(restart);
        restart = NONE;
        condition.running();
    }

    private static long millisSince(long began) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
    }
}
