package io.polyloop;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.polyloop.auth.Access;
import io.polyloop.auth.AuditLog;
import io.polyloop.auth.AuthServices;
import io.polyloop.auth.Impersonation;
import io.polyloop.auth.Revocations;
import io.polyloop.auth.token.CredentialsVerticle;
import io.polyloop.bus.CredentialClient;
import io.polyloop.bus.NodeCodec;
import io.polyloop.cluster.ClusterVerticle;
import io.polyloop.config.HttpSettings;
import io.polyloop.config.ManagementSettings;
import io.polyloop.config.Settings;
import io.polyloop.config.SharedSettings;
import io.polyloop.contract.AppContract;
import io.polyloop.journal.JournalVerticle;
import io.polyloop.journal.RevocationVerticle;
import io.polyloop.live.NewsVerticle;
import io.polyloop.ops.Health;
import io.polyloop.ops.JournalCheckVerticle;
import io.polyloop.ops.LoopLagVerticle;
import io.polyloop.ops.Management;
import io.polyloop.ops.NodeMetrics;
import io.polyloop.trace.Traces;
import io.polyloop.web.WebNodeState;
import io.polyloop.web.WebVerticle;
import io.vertx.core.Deployable;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The composition root: creates the parts of the node and deploys them in order. The public port opens last. */
public final class MainVerticle extends VerticleBase {
    /** Scripts get a tenth of the drain to stop, so that one that never does leaves the rest to the other parts. */
    private static final int SCRIPT_SHARE = 10;

    /** How often the repetitions in the audit log are counted off. */
    private static final long AUDIT_TICK_MS = 1_000;

    private final Settings settings;
    private final PrometheusMeterRegistry registry;
    private final Consumer<ExitCode> exit;
    private final Drain drain = new Drain();
    private final Management management;
    private CredentialClient credentials;
    private CredentialsVerticle verifier;
    private AuthServices auth;
    private WebNodeState web;
    private JournalVerticle journal;
    private volatile Supplier<Set<String>> peers = Set::of;
    private volatile boolean started;

    /** @param exit called on any thread when only a restart helps this node; must not block */
    public MainVerticle(Settings settings, PrometheusMeterRegistry registry, Consumer<ExitCode> exit) {
        this.settings = settings;
        this.registry = registry;
        this.exit = exit;
        this.management = new Management(settings.ops(), () -> exit.accept(ExitCode.STUCK));
    }

    @Override
    public Future<?> start() {
        web = new WebNodeState(settings.limits().rates(), registry, () -> peers.get());
        // Twice the time of a commit: the journal then has answered, or has lost the request.
        credentials = new CredentialClient(vertx, settings.journal().timeout().multipliedBy(2));
        auth = auth();
        NodeMetrics.register(registry, settings, health(), StartReport.version());
        NodeCodec.registerAll(vertx.eventBus());
        Traces traces = Traces.of(vertx);
        if (traces.isOn()) {
            drain.push(() -> "traces", 100, traces::stop);
        }
        Extensions extensions = new Extensions(vertx, settings, registry, () -> exit.accept(ExitCode.STUCK));
        extensions.states().forEach(health()::addInfo);
        return openManagementPort()
                .compose(v -> AppContract.load(vertx))
                .compose(v -> deployLoopLag())
                .compose(v -> deployJournal())
                .compose(v -> deployAuthentication())
                .compose(v -> deployNews())
                .compose(v -> deployCluster())
                .compose(v -> deployConfigured(extensions))
                .compose(v -> openWebPort(extensions))
                .onSuccess(v -> reportStarted())
                // Vert.x does not call stop() on a verticle that failed to start.
                .recover(failure -> management.close().transform(closed -> Future.failedFuture(failure)));
    }

    @Override
    public Future<?> stop() {
        auth.audit().close();
        return management.close();
    }

    /**
     * Makes the node not ready, keeps serving for {@code drain.delay}, then stops the parts in the reverse order of
     * their start. Fails with the names of the parts that did not stop within their share of the time. The web server
     * has half of it, because it waits for clients.
     */
    public Future<Void> drain() {
        health().setPhase(Health.Phase.DRAINING);
        web.startDraining();
        return drain.run(
                management.vertx(),
                settings.drainDelay(),
                settings.drainTimeout().minus(settings.drainDelay()));
    }

    /** Whether the start is complete; stays true during a drain. */
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

    private Future<Void> openManagementPort() {
        ManagementSettings server = settings.management();
        // The future of listen() belongs to the event loop of the probes: the rest of the start would run there.
        Promise<Void> listening = Promise.promise();
        management
                .listen(server, settings.log(), registry, auth)
                .onComplete(end -> context.runOnContext(v -> listening.handle(end)));
        return PortErrors.explain(listening.future(), "management.port", server.host(), server.port());
    }

    private Future<Void> deployLoopLag() {
        return deploy("loop lag", 95, () -> new LoopLagVerticle(registry, management.loops()), settings.eventLoops());
    }

    private Future<Void> deployJournal() {
        journal = new JournalVerticle(
                settings.journal(),
                settings.limits(),
                settings.dataDir(),
                Clock.systemUTC(),
                registry,
                new Impersonation(auth, Clock.systemUTC()));
        JournalCheckVerticle check = new JournalCheckVerticle(journal::failing);
        health().addCheck("journal", !settings.ops().readyWithoutJournal(), check);
        return deploy("journal", 95, () -> journal, 1).compose(v -> deploy("journal check", 85, () -> check, 1));
    }

    private AuthServices auth() {
        Access access = new Access(settings.auth());
        verifier = new CredentialsVerticle(settings, access.claimNames(), registry);
        return new AuthServices(settings.auth(), verifier, credentials, access, new Revocations(), new AuditLog());
    }

    private Future<Void> deployAuthentication() {
        // In every mode: the management port writes to the audit log too.
        vertx.setPeriodic(AUDIT_TICK_MS, tick -> auth.audit().tick());
        if (!settings.auth().required()) {
            return Future.succeededFuture();
        }
        health().addCheck("credentials", true, this::keysState);
        return deploy("credentials", 85, () -> verifier, 1).compose(v -> deployRevocations());
    }

    private Health.State keysState() {
        return verifier.missing()
                .map(reason -> new Health.State(verifier.isReady(), JsonObject.of("failure", reason)))
                .orElseGet(() -> new Health.State(true));
    }

    private Future<Void> deployRevocations() {
        Duration interval = settings.live().repairInterval();
        return deploy(
                "revocations",
                85,
                () -> new RevocationVerticle(credentials, auth.revocations(), interval, Clock.systemUTC()),
                1);
    }

    private Future<Void> deployNews() {
        return deploy("news", 85, () -> new NewsVerticle(web.subscribers()), 1);
    }

    private Future<Void> deployCluster() {
        if (!settings.cluster().enabled()) {
            return Future.succeededFuture();
        }
        ClusterVerticle cluster = new ClusterVerticle(
                settings.cluster(),
                journal::epoch,
                SharedSettings.of(settings),
                registry,
                new ReadyLoad(web.liveConnections(), management.health()),
                () -> exit.accept(ExitCode.ISOLATED));
        peers = () -> cluster.state().reachable();
        health().addRequired("cluster", () -> cluster.state().isConnected(), cluster::healthData);
        return deploy("cluster", 80, () -> cluster, 1);
    }

    private Future<Void> deployConfigured(Extensions extensions) {
        ConfiguredVerticles verticles = new ConfiguredVerticles(vertx, extensions);
        Duration scriptTimeout =
                settings.drainTimeout().minus(settings.drainDelay()).dividedBy(SCRIPT_SHARE);
        return verticles
                .deploy(settings.verticles())
                .onSuccess(v -> drain.push(verticles::names, 75, () -> verticles.undeploy(scriptTimeout)));
    }

    private Future<Void> openWebPort(Extensions extensions) {
        HttpSettings server = settings.http();
        return PortErrors.explain(
                deploy(
                        "web",
                        60,
                        () -> new WebVerticle(settings, web, extensions.routes(), auth),
                        settings.eventLoops()),
                "http.port",
                server.host(),
                server.port());
    }

    private void reportStarted() {
        health().setPhase(Health.Phase.SERVING);
        started = true;
        StartReport.print(settings, port(), managementPort(), journal.epoch());
    }

    /** @param deadlinePercent until when it has to stop, in percent of the drain's duration */
    private Future<Void> deploy(String name, int deadlinePercent, Supplier<Deployable> verticle, int instances) {
        return vertx.deployVerticle(verticle, new DeploymentOptions().setInstances(instances))
                .onSuccess(id -> drain.push(() -> name, deadlinePercent, () -> vertx.undeploy(id)))
                .mapEmpty();
    }
}
