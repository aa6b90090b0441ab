package io.polyloop.docs.testing;

import io.polyloop.route.HttpRoutes;
import io.polyloop.route.Response;
import io.polyloop.topic.Problem;
import io.polyloop.verticle.Topics;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.json.JsonObject;

/** The verticle of docs/testing.md. */
public final class OrdersVerticle extends VerticleBase {
    @Override
    public Future<?> start() {
        Topics topics = new Topics(vertx);
        int price = config().getInteger("price");
        return new HttpRoutes(vertx).route("POST", "/orders", request -> {
            int count = request.getJsonObject("body").getInteger("count", 0);
            if (count < 1) {
                throw Problem.INVALID_MESSAGE.because("count must be 1 or more");
            }
            return topics.append("orders.placed", JsonObject.of("count", count, "total", count * price))
                    .map(appended -> Response.of(201, JsonObject.of("order", appended.getLong("seq"))));
        });
    }
}
