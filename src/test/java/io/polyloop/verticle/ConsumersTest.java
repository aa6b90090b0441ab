package io.polyloop.verticle;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.Message;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ConsumersTest {
    private final Vertx vertx = Vertx.vertx();
    private final Context context = vertx.getOrCreateContext();
    private final Consumers consumers = new Consumers(context);

    @AfterEach
    void close() throws Exception {
        vertx.close().await(20, TimeUnit.SECONDS);
    }

    @Test
    void a_request_in_flight_during_unregistration_is_answered() throws Exception {
        Future<Message<Object>> answer = atOnce(() -> vertx.eventBus().request("a", 7));
        assertEquals(7, answer.await(5, TimeUnit.SECONDS).body());
    }

    @Test
    void a_message_in_flight_during_unregistration_is_handled() throws Exception {
        Promise<Object> seen = Promise.promise();
        vertx.eventBus().consumer("seen", message -> seen.tryComplete(message.body()));
        atOnce(() -> {
            vertx.eventBus().send("a", 8);
            return Future.succeededFuture();
        });
        assertEquals(8, seen.future().await(5, TimeUnit.SECONDS));
    }

    @Test
    void after_unregistration_there_is_no_handler() throws Exception {
        atOnce(Future::succeededFuture);
        Future<String> failure = vertx.eventBus().request("a", 9).map("").otherwise(Throwable::getMessage);
        assertEquals("No handlers for address a", failure.await(5, TimeUnit.SECONDS));
    }

    /** In one turn of the consumers' event loop, so that the message cannot have arrived. */
    private <T> Future<T> atOnce(java.util.function.Supplier<Future<T>> send) throws Exception {
        Promise<T> result = Promise.promise();
        Promise<Void> unregistered = Promise.promise();
        context.runOnContext(v -> {
            consumers.add("a", message -> {
                vertx.eventBus().send("seen", message.body());
                context.runOnContext(later -> message.reply(message.body()));
            });
            send.get().onComplete(result);
            consumers.unregister().onComplete(unregistered);
        });
        unregistered.future().await(5, TimeUnit.SECONDS);
        return result.future();
    }
}
