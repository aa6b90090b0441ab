package io.polyloop.web;

import io.polyloop.auth.AuthServices;
import io.polyloop.config.HttpSettings;
import io.polyloop.config.Settings;
import io.polyloop.contract.AppContract;
import io.polyloop.http.ContextKeys;
import io.polyloop.live.Presence;
import io.polyloop.route.MediaType;
import io.polyloop.route.RequestBody;
import io.polyloop.route.Resource;
import io.polyloop.route.Routes;
import io.polyloop.topic.Journal;
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
    private final AuthServices auth;

    Api(Vertx vertx, Settings settings, List<Routes> extensions, AuthServices auth) {
        this.vertx = vertx;
        this.settings = settings;
        this.extensions = extensions;
        this.auth = auth;
    }

    /** @param journal that of the service, for extensions */
    Future<Router> router(LiveContext live, ConnectionDeadlines connections, WebNodeState node, Journal journal) {
        Router router = Router.router(vertx);
        boolean challenges = settings.auth().required();
        ProblemHandler.install(
                router, live.access(), node.refusals(), settings.limits().body(), challenges);
        router.route()
                .handler(node.httpMetrics())
                .handler(new DateHandler(vertx))
                .handler(new RequestSource(settings.http().trustedProxies()))
                .handler(connections::onRequest);
        if (settings.http().tls().isPresent() && !settings.http().hsts().isZero()) {
            router.route().handler(new HstsHandler(settings.http().hsts()));
        }
        OriginCheck origins = new OriginCheck(settings.http());
        guard(router, origins);
        Gate gate =
                new Gate(settings.auth(), live.authenticator(), origins, live.topics(), live.rates(), live.traces());
        Router guarded = GuardedRouter.of(router, gate);
        topics(guarded, live, connections, new Presence(vertx, node.subscribers(), node.peers()), origins);
        credentials(guarded, live, origins);
        return AppContract.load(vertx)
                .compose(contract -> extend(guarded, contract, journal))
                .compose(v -> asyncApi(guarded))
                .onSuccess(v -> pages(guarded))
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
        Resource.at(router, "/api/v1/topics").get(new TopicsHandler(presence)).register();
        EraseHandler erase = new EraseHandler();
        Resource.at(router, "/api/v1/topics/:topic").delete(erase::eraseTopic).register();
        Resource.at(router, "/api/v1/topics/:topic/messages")
                .get(new ReadHandler(live.rates()))
                .post(body, new AppendHandler(live.limits(), live.rates()))
                .delete(erase::eraseThrough)
                .register();
        RouteAccess.TICKETS.on(
                Resource.at(router, "/api/v1/topics/:topic/events").stream(new LiveStreamHandler(connections, live))
                        .register());
        RouteAccess.DEFERRED.on(
                Resource.at(router, "/api/v1/live").stream(new LiveSocketHandler(origins, connections, live))
                        .register());
    }

    private void credentials(Router router, LiveContext live, OriginCheck origins) {
        if (!settings.auth().required()) {
            return;
        }
        Handler<RoutingContext> body = RequestBody.upTo(live.limits().body(), "limits.body");
        SessionHandler session = new SessionHandler(auth, live.authenticator(), origins, live.rates());
        RouteAccess.PUBLIC.on(Resource.at(router, "/api/v1/session")
                .get(session::show)
                .post(body, session::begin)
                .delete(session::end)
                .register());
        Resource.at(router, "/api/v1/tickets")
                .post(body, new TicketHandler(auth, live.authenticator()))
                .register();
        RouteAccess.PUBLIC.on(Resource.at(router, ResourceMetadata.PATH)
                .get(new ResourceMetadata(settings.auth()))
                .register());
    }

    private Future<Void> extend(Router router, AppContract contract, Journal journal) {
        router.putMetadata(ContextKeys.CONTRACT, contract)
                .putMetadata(ContextKeys.BODY_LIMIT, settings.limits().body())
                .putMetadata(ContextKeys.VALUES_LIMIT, settings.limits().values());
        ExtensionRoutes added = new ExtensionRoutes(router, vertx);
        extensions.forEach(routes -> added.mount(routes.getClass(), () -> routes.mount(router, vertx, journal)));
        GuardedRouter.checkSubRouters(router);
        publish(router, "/openapi.yaml", new OpenApiHandler(vertx, contract));
        return Future.succeededFuture();
    }

    private Future<Void> asyncApi(Router router) {
        return ContractHandler.load(vertx, "asyncapi.yaml")
                .onSuccess(handler -> publish(router, "/asyncapi.yaml", handler))
                .mapEmpty();
    }

    private static void publish(Router router, String path, Handler<RoutingContext> handler) {
        RouteAccess.PUBLIC.on(Resource.at(router, path).get(handler).register());
    }

    /** Added last: a request that no other route matches is for a page. */
    private void pages(Router router) {
        router.route("/api/*").handler(context -> {
            throw Problem.NOT_FOUND.because("no route matches this path; see /openapi.yaml");
        });
        HttpSettings http = settings.http();
        Path folder = http.webroot().isEmpty() ? null : Path.of(http.webroot());
        PageHandler pages = new PageHandler(vertx, folder, http.pageCache(), http.pageCacheFile());
        RouteAccess.PUBLIC.on(
                Resource.at(router, "/*").get(pages).ifExists(pages::find).register());
    }
}
