package io.polyloop.internals;

import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.eventbus.impl.MessageConsumerImpl;
import io.vertx.core.eventbus.impl.MessageImpl;

/**
 * Messages that Vert.x discards when a consumer is unregistered: they were passed to the consumer and have not reached
 * its handler. The sender of a request gets a timeout, and a message without a reply is lost.
 */
public final class DiscardedMessages {
    private DiscardedMessages() {}

    /** Delivers them to {@code handler}, on {@code context}; without internals they stay discarded. */
    public static <T> void deliver(Context context, MessageConsumer<T> consumer, Handler<Message<T>> handler) {
        // The public interface has no such hook; the class has one, for the tests of Vert.x.
        if (VertxInternals.enabled(context.owner()) && consumer instanceof MessageConsumerImpl<T> known) {
            known.discardHandler(message -> deliver(context, (MessageImpl<?, ?>) message, message, handler));
        }
    }

    private static <T> void deliver(
            Context context, MessageImpl<?, ?> known, Message<T> message, Handler<Message<T>> handler) {
        String replyAddress = message.replyAddress();
        // Vert.x replies to a discarded message as soon as this returns, unless it has no reply address.
        known.setReplyAddress(null);
        context.runOnContext(v -> {
            known.setReplyAddress(replyAddress);
            handler.handle(message);
        });
    }
}
