package io.polyloop.polyglot;

import io.polyloop.config.ScriptSettings;
import io.vertx.core.Deployable;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.VertxException;
import io.vertx.core.json.JsonObject;
import io.vertx.core.spi.VerticleFactory;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one script of the configuration running: replaces it when a file that it read was changed, and restarts it
 * when it fails again and again. The new one is deployed before the old one is undeployed, so that no message finds
 * nobody; if the new one cannot start, the old one stays. What runs is a child of this: it ends with it.
 */
public final class Supervisor extends VerticleBase {
    private static final Logger LOG = LoggerFactory.getLogger(Supervisor.class);
    private static final long NONE = -1;

    private final String name;
    private final VerticleFactory factory;
    private final DeploymentOptions options;
    private final ScriptSettings settings;
    private final ScriptMeters meters;
    private final BackOff backOff;

    // context only
    private Sources sources;
    private Sources running;
    private String deployment;
    private Future<Void> leaving = Future.succeededFuture();
    private boolean deploying;
    private boolean stopped;
    private long restart = NONE;

    // written on the context, but for the last failure, which the scripts write
    private volatile boolean restarting;
    private volatile int restarts;
    private volatile String lastFailure;

    /**
     * @param name of a script, with its language in front
     * @param factory of that language
     * @param options of the script's deployment
     * @param meters are closed with this
     */
    Supervisor(
            String name,
            VerticleFactory factory,
            DeploymentOptions options,
            ScriptSettings settings,
            ScriptMeters meters) {
        this.name = name;
        this.factory = factory;
        this.options = options;
        this.settings = settings;
        this.meters = meters;
        this.backOff = new BackOff(settings.restartDelay(), settings.restartDelayMax());
    }

    @Override
    public Future<?> start() {
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
        return leaving;
    }

    /** For people to read: {@code {name, state, restarts, lastFailure}}. Safe to call from any thread. */
    public JsonObject state() {
        return JsonObject.of(
                "name", name,
                "state", restarting ? "restarting" : "running",
                "restarts", restarts,
                "lastFailure", lastFailure);
    }

    /** Deploys the files as they are now, and lets what ran so far leave. */
    private Future<Void> deploy() {
        Sources read = new Sources();
        sources = read;
        deploying = true;
        return instances(read)
                .compose(instance -> vertx.deployVerticle(instance, options))
                .onComplete(done -> deploying = false)
                .map(id -> replace(id, read));
    }

    private Future<Supplier<Deployable>> instances(Sources read) {
        Promise<Callable<? extends Deployable>> maker = Promise.promise();
        factory.createVerticle2(name, getClass().getClassLoader(), maker);
        Instance.Tally tally = new Instance.Tally(
                meters,
                reason -> lastFailure = reason,
                settings.restartAfter(),
                () -> context.runOnContext(v -> tooManyFailures(read)));
        return maker.future().map(callable -> () -> new Instance(make(callable), read, tally));
    }

    private static Deployable make(Callable<? extends Deployable> maker) {
        try {
            return maker.call();
        } catch (Exception failure) {
            throw failure instanceof RuntimeException known ? known : new VertxException(failure);
        }
    }

    private Void replace(String id, Sources read) {
        if (deployment != null) {
            // Not waited for: an answer that is still owed may take long, and the next change must not.
            leaving = Future.join(leaving, vertx.undeploy(deployment))
                    .otherwiseEmpty()
                    .mapEmpty();
        }
        deployment = id;
        running = read;
        cancelRestart();
        return null;
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
        return deploying || look.changed().isEmpty() ? Future.succeededFuture() : reload(look);
    }

    private Future<Void> reload(Sources.Look look) {
        long began = System.nanoTime();
        return deploy().onComplete(done -> meters.reloaded(done.succeeded()))
                .onSuccess(v -> {
                    backOff.reset();
                    LOG.info(
                            "{} was loaded anew in {} ms, as these changed: {}",
                            name,
                            millisSince(began),
                            look.changed());
                })
                .onFailure(failure -> {
                    lastFailure = failure.getMessage();
                    LOG.error("{} runs on as it was, for what is new has a fault: {}", name, failure.getMessage());
                })
                .otherwiseEmpty();
    }

    private void tooManyFailures(Sources of) {
        // What has left may still fail at the answers that it owes: the new one has nothing to do with that.
        if (of == running && restart == NONE && !deploying) {
            LOG.warn("{} failed {} times in a row, at last with: {}", name, settings.restartAfter(), lastFailure);
            restartLater();
        }
    }

    private void restartLater() {
        Duration pause = backOff.next(System.nanoTime());
        LOG.warn("{} is restarted in {} ms", name, pause.toMillis());
        restarting = true;
        restart = later(pause, this::restart);
    }

    private void restart() {
        restart = NONE;
        if (deploying) {
            restartLater();
            return;
        }
        deploy().onSuccess(v -> {
                    restarts++;
                    meters.restarted();
                    LOG.info("{} is restarted", name);
                })
                .onFailure(failure -> {
                    lastFailure = failure.getMessage();
                    LOG.error("{} runs on as it was, for it cannot be restarted: {}", name, failure.getMessage());
                    restartLater();
                });
    }

    private long later(Duration pause, Runnable task) {
        // A deployment that was under way at the end fails, and would be tried again for ever.
        return stopped ? NONE : vertx.setTimer(pause.toMillis(), id -> task.run());
    }

    private void cancelRestart() {
        vertx.cancelTimer(restart);
        restart = NONE;
        restarting = false;
    }

    private static long millisSince(long began) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
    }
}
