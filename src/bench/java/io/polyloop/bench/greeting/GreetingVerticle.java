package io.polyloop.bench.greeting;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.eventbus.Message;
import io.vertx.core.json.JsonObject;

/** Answers the address {@code greeting}. */
public final class GreetingVerticle extends VerticleBase {

    @Override
    public Future<?> start() {
        return vertx.eventBus()
                .<JsonObject>consumer("greeting", GreetingVerticle::greet)
                .completion();
    }

    private static void greet(Message<JsonObject> message) {
        message.reply(JsonObject.of("name", message.body().getString("name"), "from", "java"));
    }
}
