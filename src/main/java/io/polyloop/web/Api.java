package io.polyloop.web;

import io.polyloop.config.HttpSettings;
import io.polyloop.config.Settings;
import io.polyloop.live.Presence;
import io.polyloop.route.MediaType;
import io.polyloop.route.RequestBody;
import io.polyloop.route.Resource;
import io.polyloop.route.Routes;
import io.polyloop.topic.Problem;
import io.polyloop.web.page.PageHandler;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.nio.file.Path;
import java.util.List;

/** The routes of the public server, in the order in which they are matched. */
final class Api {
    private final Vertx vertx;
    private final Settings settings;
    private final List<Routes> extensions;

    Api(Vertx vertx, Settings settings, List<Routes> extensions) {
        this.vertx = vertx;
        this.settings = settings;
        this.extensions = extensions;
    }

    Future<Router> router(LiveContext live, ConnectionDeadlines connections, WebNodeState node) {
        Router router = Router.router(vertx);
        ProblemHandler.install(
                router, live.access(), node.refusals(), settings.limits().body());
        router.route()
                .handler(node.httpMetrics())
                .handler(new DateHandler(vertx))
                .handler(connections::onRequest);
        if (settings.http().tls().isPresent() && !settings.http().hsts().isZero()) {
            router.route().handler(new HstsHandler(settings.http().hsts()));
        }
        OriginCheck origins = new OriginCheck(settings.http());
        guard(router, origins);
        topics(router, live, connections, new Presence(vertx, node.subscribers(), node.peers()), origins);
        extensions.forEach(routes -> routes.mount(router, vertx, live.journal()));
        return contract(router, "openapi.yaml")
                .compose(v -> contract(router, "asyncapi.yaml"))
                .onSuccess(v -> pages(router))
                .map(router);
    }

    /** The CORS headers come first: a page may read refusals too. */
    private void guard(Router router, OriginCheck origins) {
        RequestGuard guard = new RequestGuard(settings.http().allowedHosts(), origins);
        if (settings.http().allowedOrigins().isEmpty()) {
            router.route().handler(guard);
        } else {
            Cors cors = new Cors(origins);
            router.route().handler(cors::addHeaders).handler(guard).handler(cors::answerPreflight);
        }
    }

    private void topics(
            Router router, LiveContext live, ConnectionDeadlines connections, Presence presence, OriginCheck origins) {
        Handler<RoutingContext> body =
                MediaType.before(RequestBody.upTo(live.limits().body(), "limits.body"));
        Resource.at(router, "/api/v1/topics")
                .get(new TopicsHandler(live.journal(), presence))
                .register();
        EraseHandler erase = new EraseHandler(live.journal());
        Resource.at(router, "/api/v1/topics/:topic").delete(erase::eraseTopic).register();
        Resource.at(router, "/api/v1/topics/:topic/messages")
                .get(new ReadHandler(live.journal()))
                .post(body, new AppendHandler(live.journal(), live.limits()))
                .delete(erase::eraseThrough)
                .register();
        Resource.at(router, "/api/v1/topics/:topic/events").stream(new LiveStreamHandler(connections, live))
                .register();
        Resource.at(router, "/api/v1/live").stream(new LiveSocketHandler(origins, connections, live))
                .register();
    }

    private Future<Void> contract(Router router, String file) {
        return ContractHandler.load(vertx, file)
                .onSuccess(
                        handler -> Resource.at(router, "/" + file).get(handler).register())
                .mapEmpty();
    }

    /** Added last: a request that no other route matches is for a page. */
    private void pages(Router router) {
        router.route("/api/*").handler(context -> {
            throw Problem.NOT_FOUND.because("no route matches this path; see /openapi.yaml");
        });
        HttpSettings http = settings.http();
        Path folder = http.webroot().isEmpty() ? null : Path.of(http.webroot());
        PageHandler pages = new PageHandler(vertx, folder, http.pageCache(), http.pageCacheFile());
        Resource.at(router, "/*").get(pages).ifExists(pages::find).register();
    }
}
