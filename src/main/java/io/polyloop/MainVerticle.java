package io.polyloop;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.polyloop.bus.NodeCodec;
import io.polyloop.cluster.ClusterVerticle;
import io.polyloop.config.HttpSettings;
import io.polyloop.config.ManagementSettings;
import io.polyloop.config.Settings;
import io.polyloop.config.SharedSettings;
import io.polyloop.config.VerticleSettings;
import io.polyloop.journal.JournalVerticle;
import io.polyloop.live.NewsVerticle;
import io.polyloop.ops.Health;
import io.polyloop.ops.JournalCheckVerticle;
import io.polyloop.ops.LoopLagVerticle;
import io.polyloop.ops.Management;
import io.polyloop.web.WebNodeState;
import io.polyloop.web.WebVerticle;
import io.vertx.core.Deployable;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.internal.ContextInternal;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The composition root: makes every collaborator and deploys them in order. The public door opens last. */
public final class MainVerticle extends VerticleBase {
    /** A script may wait for what never comes: its end gets a tenth of the drain, and the parts after it the rest. */
    private static final int SCRIPTS_SHARE = 10;

    private final Settings settings;
    private final PrometheusMeterRegistry registry;
    private final Consumer<ExitCode> exit;
    private final Drain drain = new Drain();
    private final Management management;
    private WebNodeState web;
    private JournalVerticle journal;
    private volatile Supplier<Set<String>> peers = Set::of;
    private volatile boolean started;

    /** @param leave called, on any thread, if only a new start can help this node; it must not block */
    public MainVerticle(Settings settings, PrometheusMeterRegistry registry, Consumer<ExitCode> leave) {
        this.settings = settings;
        this.registry = registry;
        this.exit = leave;
        this.management = new Management(settings.ops(), () -> leave.accept(ExitCode.STUCK));
    }

    @Override
    public Future<?> start() {
        web = new WebNodeState(registry, () -> peers.get());
        NodeCodec.registerAll(vertx.eventBus());
        Extensions extensions = new Extensions(vertx, settings, registry, () -> exit.accept(ExitCode.STUCK));
        extensions.states().forEach(health()::addInfo);
        return listen().compose(v -> deploy(
                        "loop lag", 95, () -> new LoopLagVerticle(registry, management.loops()), settings.eventLoops()))
                .compose(v -> journal())
                .compose(v -> deploy("news", 85, () -> new NewsVerticle(web.subscribers()), 1))
                .compose(v -> cluster())
                .compose(v -> deployAll(extensions, settings.verticles()))
                .compose(v -> web(extensions))
                .onSuccess(v -> serve())
                // Vert.x does not stop a verticle that did not start.
                .recover(failure -> management.close().transform(closed -> Future.failedFuture(failure)));
    }

    @Override
    public Future<?> stop() {
        return management.close();
    }

    /**
     * Not ready first, and open until {@code drain.delay} is over; then everything in the reverse order of the start:
     * the public server closes before the journal does. Fails with the names of the parts that did not end in their
     * share of the time: half of it is the web's, which waits for clients.
     */
    public Future<Void> drain() {
        health().setPhase(Health.Phase.DRAINING);
        web.startDraining();
        return delay(settings.drainDelay())
                .compose(v ->
                        drain.run(management.vertx(), settings.drainTimeout().minus(settings.drainDelay())));
    }

    /** Whether the node serves, or did until it was told to drain. */
    public boolean started() {
        return started;
    }

    /** The port of the public server. */
    public int port() {
        return web.port();
    }

    /** The port of the management server. */
    public int managementPort() {
        return management.port();
    }

    private Health health() {
        return management.health();
    }

    private Future<Void> listen() {
        ManagementSettings door = settings.management();
        // Without it the whole start would run on the event loop of the probes, which the future of listen() belongs
        // to.
        Promise<Void> listening = ((ContextInternal) context).promise();
        management.listen(door, registry).onComplete(listening);
        return PortErrors.explain(listening.future(), "management.port", door.host(), door.port());
    }

    private Future<Void> cluster() {
        if (!settings.cluster().enabled()) {
            return Future.succeededFuture();
        }
        ClusterVerticle cluster = new ClusterVerticle(
                settings.cluster(),
                journal::epoch,
                SharedSettings.of(settings),
                registry,
                () -> exit.accept(ExitCode.ISOLATED));
        peers = () -> cluster.state().reachable();
        health().addRequired("cluster", () -> cluster.state().isConnected(), cluster::healthData);
        return deploy("cluster", 80, () -> cluster, 1);
    }

    private Future<Void> web(Extensions extensions) {
        HttpSettings door = settings.http();
        return PortErrors.explain(
                deploy("web", 60, () -> new WebVerticle(settings, web, extensions.routes()), settings.eventLoops()),
                "http.port",
                door.host(),
                door.port());
    }

    private Future<Void> journal() {
        journal = new JournalVerticle(
                settings.journal(), settings.limits(), settings.dataDir(), Clock.systemUTC(), registry);
        JournalCheckVerticle check = new JournalCheckVerticle(journal::failing);
        health().addCheck("journal", !settings.ops().readyWithoutJournal(), check);
        return deploy("journal", 95, () -> journal, 1).compose(v -> deploy("journal check", 85, () -> check, 1));
    }

    private Future<Void> delay(Duration delay) {
        if (delay.isZero()) {
            return Future.succeededFuture();
        }
        // Not by timer(): its future belongs to an event loop, which may be stuck, or closed before all is done.
        Promise<Void> over = Promise.promise();
        management.vertx().setTimer(delay.toMillis(), timer -> over.complete());
        return over.future();
    }

    private void serve() {
        health().setPhase(Health.Phase.SERVING);
        started = true;
        StartReport.print(settings, port(), managementPort());
    }

    /** @param until the deadline of its end, in percent of the time for all */
    private Future<Void> deploy(String name, int until, Supplier<Deployable> verticle, int instances) {
        return vertx.deployVerticle(verticle, new DeploymentOptions().setInstances(instances))
                .onSuccess(id -> drain.push(name, until, () -> vertx.undeploy(id)))
                .mapEmpty();
    }

    private Future<Void> deployAll(Extensions extensions, List<VerticleSettings> verticles) {
        List<Throwable> faults = new ArrayList<>();
        List<String> ids = new ArrayList<>();
        Future<Void> deployed = Future.succeededFuture();
        for (VerticleSettings verticle : verticles) {
            deployed = deployed.compose(v -> extensions.deploy(verticle))
                    .onSuccess(ids::add)
                    .onFailure(faults::add)
                    .otherwiseEmpty()
                    .mapEmpty();
        }
        return deployed.onSuccess(v -> drain.push("verticles", 75, () -> undeployAll(extensions, ids)))
                .compose(v -> faults.isEmpty() ? Future.succeededFuture() : Future.failedFuture(combined(faults)));
    }

    // Side by side: one that takes long must not take the time of the others.
    private Future<?> undeployAll(Extensions extensions, List<String> ids) {
        extensions.limitUndeployment(
                settings.drainTimeout().minus(settings.drainDelay()).dividedBy(SCRIPTS_SHARE));
        return Future.join(ids.stream().map(vertx::undeploy).toList());
    }

    /** The first, with the others along: all of them are to be corrected. */
    private static Throwable combined(List<Throwable> faults) {
        Throwable first = faults.get(0);
        faults.stream().skip(1).forEach(first::addSuppressed);
        return first;
    }
}
