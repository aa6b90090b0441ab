package io.polyloop.ops;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.polyloop.auth.AuthServices;
import io.polyloop.config.LogSettings;
import io.polyloop.config.ManagementSettings;
import io.polyloop.internals.ConnectionAccess;
import io.polyloop.log.LogLevels;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntConsumer;

/** The server for probes, metrics and administration, on its own port, which must not be public. Deployed once, first. */
final class ManagementVerticle extends VerticleBase {
    private static final int OK = 200;
    private static final int UNAVAILABLE = 503;
    private static final int IDLE_SECONDS = 60;

    private final ManagementSettings settings;
    private final Health health;
    private final PrometheusMeterRegistry registry;
    private final AuthServices auth;
    private final LogSettings log;
    private final IntConsumer listening;
    private HttpServer server;
    private LoggersHandler loggers; // null if the log library has no levels that can be changed

    /** @param listening receives the port */
    ManagementVerticle(
            ManagementSettings settings,
            Health health,
            PrometheusMeterRegistry registry,
            AuthServices auth,
            LogSettings log,
            IntConsumer listening) {
        this.settings = settings;
        this.health = health;
        this.registry = registry;
        this.auth = auth;
        this.log = log;
        this.listening = listening;
    }

    @Override
    public Future<?> start() {
        // Each Vert.x instance numbers its threads from 0: logs and thread dumps would show two threads of one name.
        Thread.currentThread().setName("polyloop-management");
        ManagementToken token = settings.tokenFile()
                .map(file -> new ManagementToken(vertx, file))
                .orElse(null);
        Future<Void> read = token == null ? Future.succeededFuture() : token.start();
        return read.compose(v -> listen(new ManagementGuard(settings, token, auth.audit())));
    }

    private Future<?> listen(ManagementGuard guard) {
        Router router = Router.router(vertx);
        router.route()
                .handler(new ManagementRoutes(settings.allowedHosts(), routes(guard)))
                .failureHandler(ManagementRoutes::refuse);
        HttpServerOptions options = new HttpServerOptions()
                .setHost(settings.host())
                .setPort(settings.port())
                .setIdleTimeout(IDLE_SECONDS)
                // The upgrade to HTTP/2 would add its decoder after the connection handler has run.
                .setHttp2ClearTextEnabled(false);
        ConnectionAccess access = ConnectionAccess.of(vertx);
        server = vertx.createHttpServer(options)
                .connectionHandler(opened -> access.onConnect(opened, options))
                .invalidRequestHandler(ManagementRoutes::refuse)
                .requestHandler(router);
        return server.listen().onSuccess(bound -> listening.accept(bound.actualPort()));
    }

    private Map<String, ManagementRoute> routes(ManagementGuard guard) {
        Map<String, ManagementRoute> routes = new TreeMap<>(Map.of(
                "/livez", ManagementRoute.open(probe(health.liveness())),
                "/readyz", ManagementRoute.open(probe(health.readiness())),
                "/startupz", ManagementRoute.open(probe(health.startup())),
                "/metrics", ManagementRoute.get(guard::checkRead, this::metrics)));
        if (auth.settings().required()) {
            RevocationHandler revocations = new RevocationHandler(auth, InstantSource.system());
            routes.put("/revocations", new ManagementRoute(guard::checkAdministration, revocations.handlers()));
        }
        LogLevels.ofProcess().ifPresent(levels -> {
            loggers = new LoggersHandler(vertx, levels, log, auth.audit());
            routes.put(LoggersHandler.PATH, new ManagementRoute(guard::checkAdministration, loggers.all()));
            routes.put(LoggersHandler.ONE, new ManagementRoute(guard::checkAdministration, loggers.one()));
        });
        return routes;
    }

    @Override
    public Future<?> stop() {
        if (loggers != null) {
            loggers.close();
        }
        return server.close();
    }

    private static Handler<RoutingContext> probe(ProbeChecks checks) {
        return context -> respond(context, checks.evaluate());
    }

    private static void respond(RoutingContext context, ProbeChecks.Result result) {
        context.response()
                .setStatusCode(result.up() ? OK : UNAVAILABLE)
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                .end(result.body().toBuffer());
    }

    /** Runs on a worker: a scrape visits every meter. */
    private void metrics(RoutingContext context) {
        vertx.executeBlocking(() -> registry.scrape(), false)
                .onSuccess(text -> context.response()
                        .putHeader(HttpHeaders.CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")
                        .end(text))
                .onFailure(context::fail);
    }
}
