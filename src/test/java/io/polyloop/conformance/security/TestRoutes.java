package io.polyloop.conformance.security;

import io.polyloop.route.Allow;
import io.polyloop.route.Caller;
import io.polyloop.route.RequestBody;
import io.polyloop.route.Resource;
import io.polyloop.route.Routes;
import io.polyloop.topic.Journal;
import io.polyloop.topic.ReadFrom;
import io.polyloop.topic.TopicName;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import io.vertx.ext.web.handler.ResponseTimeHandler;

/** Routes of an application in each way in which a router can be given one. Each handler answers with the canary. */
public final class TestRoutes implements Routes {
    @Override
    public void mount(Router router, Vertx vertx, Journal journal) {
        router.route("/java/route").handler(TestRoutes::reached);
        router.route(HttpMethod.GET, "/java/method").handler(TestRoutes::reached);
        router.get("/java/get").handler(TestRoutes::reached);
        router.post("/java/post").handler(BodyHandler.create(false)).handler(TestRoutes::reached);
        router.routeWithRegex("/java/regex/[a-z]+").handler(TestRoutes::reached);
        router.getWithRegex("/java/gex/[a-z]+").handler(TestRoutes::reached);
        router.route().path("/java/later").handler(TestRoutes::reached);
        router.route().method(HttpMethod.GET).pathRegex("/java/rex").handler(TestRoutes::reached);
        router.get("/java/timed").handler(ResponseTimeHandler.create()).handler(TestRoutes::reached);
        router.get("/java/async").handler(context -> vertx.runOnContext(later -> reached(context)));
        router.get("/java/all/*").handler(TestRoutes::reached);
        Resource.at(router, "/java/resource")
                .get(TestRoutes::reached)
                .post(RequestBody.upTo(1_000, "limits.body"), TestRoutes::reached)
                .delete(TestRoutes::reached)
                .register();
        Router inner = Router.router(vertx);
        inner.get("/get").handler(TestRoutes::reached);
        Resource.at(inner, "/resource").get(TestRoutes::reached).register();
        router.route("/java/inner/*").subRouter(inner);
        Allow.ANYONE.on(router.get("/java/anyone")).handler(context -> context.end("anyone"));
        Allow.scope("ops").on(router.get("/java/scope")).handler(TestRoutes::reached);
        Resource.at(router, "/java/scoped")
                .get(TestRoutes::reached)
                .allow(Allow.scope("ops"))
                .register();
        router.get("/java/topics/:topic").handler(TestRoutes::read);
    }

    private static void reached(RoutingContext context) {
        context.response().end(SecuredNode.CANARY);
    }

    private static void read(RoutingContext context) {
        Caller.journal(context)
                .read(new TopicName(context.pathParam("topic")), new ReadFrom.Oldest(), 10)
                .onSuccess(page -> context.end(page.messages().toString()))
                .onFailure(context::fail);
    }
}
