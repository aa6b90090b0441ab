package io.polyloop.bus;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.eventbus.impl.MessageConsumerImpl;
import io.vertx.core.eventbus.impl.MessageImpl;
import io.vertx.core.internal.ContextInternal;
import java.util.ArrayList;
import java.util.List;

/**
 * What one verticle listens to on the bus, and how it stops listening without losing a message.
 *
 * <p>Vert.x discards what has been handed to a consumer but has not reached its handler when it is unregistered: the
 * sender of a request is told that it timed out, and a message that was just sent is gone. One in twenty requests was
 * lost so while a script was replaced under load. Here such a message reaches the handler all the same.
 *
 * <p>To be used on the verticle's context.
 */
public final class Consumers {
    /** How long a sender may take from choosing a consumer to handing it the message. */
    private static final long IN_HAND_MS = 100;

    private final ContextInternal context;
    private final List<MessageConsumer<?>> consumers = new ArrayList<>();

    public Consumers(ContextInternal context) {
        this.context = context;
    }

    /** Listens to an address of the whole cluster; done once that is registered. */
    public <T> Future<Void> add(String address, Handler<Message<T>> handler) {
        return listen(vertx().eventBus().consumer(address), handler);
    }

    /** Listens to an address of this node; done once that is registered. */
    public <T> Future<Void> addLocal(String address, Handler<Message<T>> handler) {
        return listen(vertx().eventBus().localConsumer(address), handler);
    }

    /** Done when all of them are registered. */
    public Future<Void> registered() {
        return Future.join(consumers.stream().map(MessageConsumer::completion).toList())
                .mapEmpty();
    }

    /** Done when none of them will be handed a message any more. Never fails. */
    public Future<Void> unregister() {
        if (consumers.isEmpty()) {
            return Future.succeededFuture();
        }
        return Future.join(consumers.stream().map(MessageConsumer::unregister).toList())
                .transform(done -> vertx().timer(IN_HAND_MS))
                .otherwiseEmpty();
    }

    private <T> Future<Void> listen(MessageConsumer<T> consumer, Handler<Message<T>> handler) {
        // The public interface has no word for this; the class below it does, if only for its own tests.
        if (consumer instanceof MessageConsumerImpl<T> known) {
            known.discardHandler(message -> keep((MessageImpl<?, ?>) message, message, handler));
        }
        consumers.add(consumer.handler(handler));
        return consumer.completion();
    }

    private <T> void keep(MessageImpl<?, ?> known, Message<T> message, Handler<Message<T>> handler) {
        String replyAddress = message.replyAddress();
        // Vert.x answers what it discards as soon as this returns, unless there is nobody to be answered.
        known.setReplyAddress(null);
        context.runOnContext(v -> {
            known.setReplyAddress(replyAddress);
            handler.handle(message);
        });
    }

    private Vertx vertx() {
        return context.owner();
    }
}
