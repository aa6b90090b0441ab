package io.polyloop.bench.language;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.eventbus.Message;
import io.vertx.core.json.JsonObject;

/** The reference for the scripts: those in {@code src/bench/scripts} do the same, statement by statement. */
public final class HandlersVerticle extends VerticleBase {

    @Override
    public Future<?> start() {
        Future<Void> echo = vertx.eventBus()
                .consumer("echo", message -> message.reply(message.body()))
                .completion();
        Future<Void> json = vertx.eventBus()
                .<JsonObject>consumer("json", HandlersVerticle::answer)
                .completion();
        return Future.join(echo, json);
    }

    private static void answer(Message<JsonObject> message) {
        JsonObject body = message.body();
        JsonObject first = body.getJsonArray("readings").getJsonObject(0);
        double value = first.getDouble("value");
        message.reply(JsonObject.of(
                "device", body.getString("device"),
                "at", body.getString("at"),
                "metric", first.getString("metric"),
                "fahrenheit", value * 1.8 + 32,
                "place", JsonObject.of("site", body.getString("site"), "lat", latitude(body)),
                "alarm", value > 30));
    }

    private static double latitude(JsonObject body) {
        return body.getJsonObject("position").getDouble("lat");
    }
}
