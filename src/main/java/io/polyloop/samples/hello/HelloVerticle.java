package io.polyloop.samples.hello;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.eventbus.Message;
import io.vertx.core.json.JsonObject;

/** The smallest verticle: answers one address of the event bus. */
public final class HelloVerticle extends VerticleBase {
    private static final String WORLD = "world";

    @Override
    public Future<?> start() {
        return vertx.eventBus().<JsonObject>consumer("hello.java", this::greet).completion();
    }

    private void greet(Message<JsonObject> message) {
        String name = message.body() == null ? WORLD : message.body().getString("name", WORLD);
        message.reply(JsonObject.of("hello", name, "from", "java"));
    }
}
