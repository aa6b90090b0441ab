package io.polyloop.web;

import io.polyloop.config.HttpSettings;
import io.polyloop.config.Settings;
import io.polyloop.live.Presence;
import io.polyloop.topic.Problem;
import io.polyloop.web.page.PageHandler;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.nio.file.Path;
import java.util.List;

/** Every address of the public server, in the order in which a request meets them. */
final class Api {
    private final Vertx vertx;
    private final Settings settings;
    private final List<Routes> extensions;

    Api(Vertx vertx, Settings settings, List<Routes> extensions) {
        this.vertx = vertx;
        this.settings = settings;
        this.extensions = extensions;
    }

    Future<Router> router(LiveContext live, Connections connections, WebNode node) {
        Router router = Router.router(vertx);
        ProblemHandler.install(router, node.refusals(), settings.limits().body());
        router.route()
                .handler(node.httpMetrics())
                .handler(new DateHandler(vertx))
                .handler(connections::onRequest);
        Origins origins = new Origins(settings.http());
        guard(router, origins);
        topics(router, live, connections, new Presence(vertx, node.subscribers(), node.peers()), origins);
        extensions.forEach(routes -> routes.mount(router, vertx, live.journal(), settings));
        return contract(router, "openapi.yaml")
                .compose(v -> contract(router, "asyncapi.yaml"))
                .onSuccess(v -> pages(router))
                .map(router);
    }

    /** Marks before it guards: a page may read refusals too. */
    private void guard(Router router, Origins origins) {
        RequestGuard guard = new RequestGuard(settings.http().allowedHosts(), origins);
        if (settings.http().allowedOrigins().isEmpty()) {
            router.route().handler(guard);
        } else {
            Cors cors = new Cors(origins);
            router.route().handler(cors::mark).handler(guard).handler(cors::preflight);
        }
    }

    private void topics(Router router, LiveContext live, Connections connections, Presence presence, Origins origins) {
        Handler<RoutingContext> body =
                MediaType.before(Bodies.upTo(live.limits().body(), "limits.body"));
        Resource.at(router, "/api/v1/topics")
                .get(new TopicsHandler(live.journal(), presence))
                .only();
        EraseHandler erase = new EraseHandler(live.journal());
        Resource.at(router, "/api/v1/topics/:topic").delete(erase::all).only();
        Resource.at(router, "/api/v1/topics/:topic/messages")
                .get(new ReadHandler(live.journal()))
                .post(body, new AppendHandler(live.journal(), live.limits()))
                .delete(erase::through)
                .only();
        Resource.at(router, "/api/v1/topics/:topic/events").stream(new LiveStreamHandler(connections, live))
                .only();
        Resource.at(router, "/api/v1/live").stream(new LiveSocketHandler(origins, connections, live))
                .only();
    }

    private Future<Void> contract(Router router, String file) {
        return ContractHandler.load(vertx, file)
                .onSuccess(
                        handler -> Resource.at(router, "/" + file).get(handler).only())
                .mapEmpty();
    }

    /** Last: whatever no other address took is a page, or nothing. */
    private void pages(Router router) {
        router.route("/api/*").handler(context -> {
            throw Problem.NOT_FOUND.because("no such address; /openapi.yaml lists them all");
        });
        HttpSettings http = settings.http();
        Path folder = http.webroot().isEmpty() ? null : Path.of(http.webroot());
        PageHandler pages = new PageHandler(vertx, folder, http.pageCache(), http.pageCacheFile());
        Resource.at(router, "/*").get(pages).ifFound(pages::find).only();
    }
}
