package io.polyloop.docs.notes;

import io.polyloop.route.Allow;
import io.polyloop.route.HttpRoutes;
import io.polyloop.verticle.Topics;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.json.JsonObject;

public final class UsersVerticle extends VerticleBase {
    @Override
    public Future<?> start() {
        Topics topics = new Topics(vertx);
        HttpRoutes routes = new HttpRoutes(vertx);
        return Future.all(
                routes.route("GET", "/me", request -> Future.succeededFuture(name(request))),
                routes.route("POST", "/notes", request -> topics.as(request.getJsonObject("user"))
                        .append("notes." + name(request), request.getValue("body"))),
                routes.route(
                        "GET", "/orders", Allow.scope("orders"), request -> topics.as(request.getJsonObject("user"))
                                .read("orders", "0", 100)),
                routes.route("GET", "/prices", Allow.ANYONE, request -> topics.read("prices", "0", 100)));
    }

    // Without auth.mode: token no request has a user.
    private static String name(JsonObject request) {
        JsonObject user = request.getJsonObject("user");
        return user == null ? "anonymous" : user.getString("subject");
    }
}
