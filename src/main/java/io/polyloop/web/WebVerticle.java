package io.polyloop.web;

import io.polyloop.auth.AuthServices;
import io.polyloop.auth.Authenticator;
import io.polyloop.bus.JournalClient;
import io.polyloop.bus.ReplayJournal;
import io.polyloop.config.Settings;
import io.polyloop.internals.AfterIoExecutor;
import io.polyloop.internals.ConnectionAccess;
import io.polyloop.internals.FlushScheduler;
import io.polyloop.live.Hub;
import io.polyloop.route.Routes;
import io.polyloop.trace.Traces;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Clock;
import java.util.List;

/** The public server on one event loop, with a hub of its own. Deployed once for each event loop. */
public final class WebVerticle extends VerticleBase {
    /** Interval of the check whether refusals have stopped. */
    private static final long REFUSALS_TICK_MS = 1_000;

    private final Settings settings;
    private final WebNodeState node;
    private final List<Routes> extensions;
    private final AuthServices auth;
    // event loop only
    private PublicServers servers;
    private LiveConnections live;
    private Hub hub;

    /** @param node what all instances of the node share */
    public WebVerticle(Settings settings, WebNodeState node, List<Routes> extensions, AuthServices auth) {
        this.settings = settings;
        this.node = node;
        this.extensions = extensions;
        this.auth = auth;
    }

    @Override
    public Future<?> start() {
        ReplayJournal journal =
                new JournalClient(vertx, settings.journal().timeout().multipliedBy(2));
        hub = new Hub(vertx, journal, settings.live(), node.liveMetrics(), node.subscribers());
        live = new LiveConnections(vertx, settings.live(), node.liveConnections());
        live.start(settings.auth().required());
        ConnectionAccess access = ConnectionAccess.of(vertx);
        ConnectionLimit limit = new ConnectionLimit(
                node, settings.limits().connections(), settings.http().trustedProxies());
        ConnectionDeadlines connections =
                new ConnectionDeadlines(vertx, access, settings.http(), limit, node::isDraining);
        connections.start();
        vertx.setPeriodic(REFUSALS_TICK_MS, tick -> node.refusals().logEnded());
        LiveContext context = new LiveContext(
                access,
                new ClientTopics.Factory(auth, journal, hub),
                new Authenticator(auth, node.limits(), Clock.systemUTC()),
                settings.auth().timeout(),
                new RequestRates(node.limits()),
                settings.live(),
                settings.limits(),
                node.liveMetrics(),
                live,
                node.refusals(),
                new FlushScheduler(vertx),
                new AfterIoExecutor(vertx),
                Traces.of(vertx));
        return hub.start()
                .compose(v -> new Api(vertx, settings, extensions, auth).router(context, connections, node, journal))
                .compose(
                        router -> listen(new PublicServers(vertx, settings, node, access, limit, connections, router)));
    }

    /** Drains: accepts no connection, asks live clients to reconnect, and completes when every request is answered. */
    @Override
    public Future<?> stop() {
        long grace = settings.drainGrace().toMillis();
        Future<Void> drained = live.drain(grace);
        Future<?> closed = servers == null ? drained : Future.join(drained, servers.shutdown(grace));
        return closed.onComplete(ended -> hub.close());
    }

    private Future<?> listen(PublicServers opened) {
        servers = opened;
        return opened.listen();
    }
}
