package io.polyloop.verticle;

import io.polyloop.internals.DiscardedMessages;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import java.util.ArrayList;
import java.util.List;

/**
 * The consumers of one verticle on the bus. They can be unregistered without the loss of a message. Use it on the
 * context of the verticle.
 *
 * <p>Vert.x discards messages that were passed to a consumer and have not reached its handler when it is unregistered:
 * one in twenty requests timed out while a script was replaced under load. Here they are delivered.
 */
public final class Consumers {
    /** The time that a sender may take from the choice of a consumer to the delivery. */
    private static final long DELIVERY_MS = 100;

    private final Context context;
    private final List<MessageConsumer<?>> consumers = new ArrayList<>();

    /** @param context of the verticle, on which its handlers run */
    public Consumers(Context context) {
        this.context = context;
    }

    /** Consumes an address of the whole cluster; completes once the consumer is registered. */
    public <T> Future<Void> add(String address, Handler<Message<T>> handler) {
        return consume(vertx().eventBus().consumer(address), handler);
    }

    /** Consumes an address of this node; completes once the consumer is registered. */
    public <T> Future<Void> addLocal(String address, Handler<Message<T>> handler) {
        return consume(vertx().eventBus().localConsumer(address), handler);
    }

    /** Completes when all consumers are registered. */
    public Future<Void> registered() {
        return Future.join(consumers.stream().map(MessageConsumer::completion).toList())
                .mapEmpty();
    }

    /** Completes when no consumer can receive a message any more. Never fails. */
    public Future<Void> unregister() {
        if (consumers.isEmpty()) {
            return Future.succeededFuture();
        }
        return Future.join(consumers.stream().map(MessageConsumer::unregister).toList())
                .transform(done -> vertx().timer(DELIVERY_MS))
                .otherwiseEmpty();
    }

    private <T> Future<Void> consume(MessageConsumer<T> consumer, Handler<Message<T>> handler) {
        DiscardedMessages.deliver(context, consumer, handler);
        consumers.add(consumer.handler(handler));
        return consumer.completion();
    }

    private Vertx vertx() {
        return context.owner();
    }
}
