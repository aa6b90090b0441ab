package io.polyloop.bus;

import io.polyloop.topic.Problem;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.Message;
import io.vertx.core.json.JsonObject;

/**
 * Topics for verticles, in JSON over the event bus. To be used on the verticle's own context; what it listens to ends
 * with the verticle. Failures are {@link io.polyloop.topic.ProblemException} with a code of the catalogue.
 */
public final class Topics {
    private static final String TOLD = "topic.";

    private final Vertx vertx;

    public Topics(Vertx vertx) {
        this.vertx = vertx;
    }

    /** Appends {@code data}, any JSON value; succeeds with {@code {topic, epoch, seq, at}} once it is durable. */
    public Future<JsonObject> append(String topic, Object data) {
        return ask(Addresses.JOURNAL_APPEND, JsonObject.of("topic", topic, "data", data));
    }

    /** The same; a second append with this key, of 1 to 128 visible ASCII characters, gives the first one's answer. */
    public Future<JsonObject> append(String topic, Object data, String key) {
        return ask(Addresses.JOURNAL_APPEND, JsonObject.of("topic", topic, "data", data, "key", key));
    }

    /**
     * Reads up to {@code limit} messages, 1 to 1,000, that follow {@code after}: a position, or {@code 0} for the
     * oldest kept. Succeeds with {@code {topic, epoch, head, recovered, messages}}.
     */
    public Future<JsonObject> read(String topic, String after, int limit) {
        return ask(Addresses.JOURNAL_READ, JsonObject.of("topic", topic, "after", after, "limit", limit));
    }

    /**
     * Calls {@code handler} with each message that this node commits from now on, to one topic or, as in
     * {@code readings.*}, to all below a prefix. Ready once the future completes. What was committed while nobody
     * listened is not told again: read it.
     */
    public Future<Void> on(String topicOrPrefix, Handler<JsonObject> handler) {
        return vertx.eventBus()
                .<JsonObject>localConsumer(TOLD + topicOrPrefix, message -> handler.handle(message.body()))
                .completion();
    }

    private Future<JsonObject> ask(String address, JsonObject command) {
        return vertx.eventBus()
                .<JsonObject>request(address, command)
                .map(Message::body)
                .recover(failure -> Future.failedFuture(Failures.of(failure, Problem.JOURNAL_DOWN)));
    }
}
