package io.polyloop.conformance.security;

import io.polyloop.route.Allow;
import io.polyloop.route.HttpRoutes;
import io.polyloop.verticle.Topics;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.json.JsonObject;

/** A verticle with a route of each kind. */
public final class TestVerticle extends VerticleBase {
    @Override
    public Future<?> start() {
        HttpRoutes routes = new HttpRoutes(vertx);
        Topics topics = new Topics(vertx);
        return Future.all(
                        routes.route("GET", "/verticle/any", request -> Future.succeededFuture(SecuredNode.CANARY)),
                        routes.route("POST", "/verticle/any", request -> Future.succeededFuture(SecuredNode.CANARY)),
                        routes.route(
                                "GET",
                                "/verticle/scope",
                                Allow.scope("ops"),
                                request -> Future.succeededFuture(SecuredNode.CANARY)))
                .compose(done -> Future.all(
                        routes.route("GET", "/verticle/anyone", Allow.ANYONE, Future::succeededFuture),
                        routes.route("GET", "/verticle/echo", Future::succeededFuture),
                        routes.route("GET", "/verticle/topics/:topic", Allow.ANYONE, request -> as(topics, request)
                                .read(topic(request), "0", 10)),
                        routes.route("POST", "/verticle/topics/:topic", Allow.ANYONE, request -> as(topics, request)
                                .append(topic(request), 1))));
    }

    private static Topics as(Topics topics, JsonObject request) {
        return topics.as(request.getJsonObject("user"));
    }

    private static String topic(JsonObject request) {
        return request.getJsonObject("params").getString("topic");
    }
}
