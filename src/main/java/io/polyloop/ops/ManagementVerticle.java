package io.polyloop.ops;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.polyloop.config.ManagementSettings;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.healthchecks.CheckResult;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import java.util.function.Supplier;

/** The server for probes and metrics, on a port of its own: never open it to the public. Deployed once, first. */
public final class ManagementVerticle extends VerticleBase {
    private static final int OK = 200;
    private static final int UNAVAILABLE = 503;
    private static final int IDLE_SECONDS = 60;

    private final ManagementSettings settings;
    private final Health health;
    private final PrometheusMeterRegistry registry;
    private final IntConsumer listening;
    private HttpServer server;

    /** @param listening is told the port */
    public ManagementVerticle(
            ManagementSettings settings, Health health, PrometheusMeterRegistry registry, IntConsumer listening) {
        this.settings = settings;
        this.health = health;
        this.registry = registry;
        this.listening = listening;
    }

    @Override
    public Future<?> start() {
        Router router = Router.router(vertx);
        router.route()
                .handler(new ManagementRoutes(
                        settings.allowedHosts(),
                        Map.of(
                                "/livez", probe(health::alive),
                                "/readyz", probe(health::ready),
                                "/startupz", probe(health::started),
                                "/metrics", this::metrics)))
                .failureHandler(ManagementRoutes::refuse);
        HttpServerOptions options = new HttpServerOptions()
                .setHost(settings.host())
                .setPort(settings.port())
                .setIdleTimeout(IDLE_SECONDS);
        server = vertx.createHttpServer(options).requestHandler(router);
        return server.listen().onSuccess(bound -> listening.accept(bound.actualPort()));
    }

    @Override
    public Future<?> stop() {
        return server.close();
    }

    private static Handler<RoutingContext> probe(Supplier<Future<CheckResult>> checks) {
        return context ->
                checks.get().onSuccess(result -> answer(context, result)).onFailure(context::fail);
    }

    private static void answer(RoutingContext context, CheckResult result) {
        JsonArray checks = new JsonArray();
        List<CheckResult> parts = result.getChecks() == null ? List.of() : result.getChecks();
        parts.forEach(part -> checks.add(check(part)));
        context.response()
                .setStatusCode(result.getUp() ? OK : UNAVAILABLE)
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                .end(new JsonObject()
                        .put("status", word(result.getUp()))
                        .put("checks", checks)
                        .toBuffer());
    }

    private static JsonObject check(CheckResult part) {
        JsonObject check = new JsonObject().put("name", part.getId()).put("status", word(part.getUp()));
        return part.getData() == null || part.getData().isEmpty() ? check : check.put("data", part.getData());
    }

    private static String word(boolean up) {
        return up ? "up" : "down";
    }

    /** Scraping walks over every meter: off the event loop. */
    private void metrics(RoutingContext context) {
        vertx.executeBlocking(() -> registry.scrape(), false)
                .onSuccess(text -> context.response()
                        .putHeader(HttpHeaders.CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")
                        .end(text))
                .onFailure(context::fail);
    }
}
