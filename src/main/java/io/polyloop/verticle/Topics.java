package io.polyloop.verticle;

import io.polyloop.topic.Problem;
import io.polyloop.topic.ProblemException;
import io.polyloop.topic.TopicName;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.Message;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Topics for verticles, in JSON over the event bus. Use it on the context of the verticle; its consumers end with the
 * verticle. It acts as the service, which may do everything, unless it is bound to a user by {@link #as}. Failures are
 * {@link ProblemException}s with a code of the catalogue. After {@link Problem#JOURNAL_DOWN} the outcome of an append
 * is unknown: append again with the same key. On the thread of a transaction of the database, requests throw {@link
 * IllegalStateException}.
 */
public final class Topics {
    /**
     * The address of a request to append a message: {@code {topic, data, key?, as?}}, answered by the journal of this
     * node with {@code {topic, epoch, seq, at}}.
     */
    public static final String APPEND = "journal.append";

    /** The address of a request to read messages: {@code {topic, after, limit, as?}}, answered with a page. */
    public static final String READ = "journal.read";

    /** A topic or a prefix, after this, is the address of messages that this node commits: {@code topic.readings.*}. */
    public static final String COMMITTED = "topic.";

    private static final String WILDCARD = ".*";

    private final Vertx vertx;
    private final Supplier<DeliveryOptions> options;
    private final Optional<JsonObject> user; // JSON with the field "as"; empty for the service
    private Consumers consumers; // created on the verticle's context by the first on()

    /** Requests have the default options: an answer is awaited for 30 seconds. */
    public Topics(Vertx vertx) {
        this(vertx, DeliveryOptions::new);
    }

    /** @param options supplies the options of each request, for example {@link Trace#options()} */
    public Topics(Vertx vertx, Supplier<DeliveryOptions> options) {
        this(vertx, options, Optional.empty());
    }

    private Topics(Vertx vertx, Supplier<DeliveryOptions> options, Optional<JsonObject> user) {
        this.vertx = vertx;
        this.options = options;
        this.user = user;
    }

    /**
     * The same topics as the user of a request: {@code user} is the member of that name of the request, unchanged.
     * What the rules do not allow this user fails with {@link Problem#FORBIDDEN}. If it is null, or its credentials
     * have ended since, everything fails with {@link Problem#UNAUTHENTICATED}. In another {@code auth.mode} than token
     * everything is allowed.
     */
    public Topics as(JsonObject user) {
        return new Topics(vertx, options, Optional.of(JsonObject.of("as", user)));
    }

    /** Appends {@code data}, any JSON value; succeeds with {@code {topic, epoch, seq, at}} when it is durable. */
    public Future<JsonObject> append(String topic, Object data) {
        return request(APPEND, JsonObject.of("topic", topic, "data", data));
    }

    /** The same with an idempotency key of 1 to 128 visible ASCII characters: a repeat gets the first result again. */
    public Future<JsonObject> append(String topic, Object data, String key) {
        return request(APPEND, JsonObject.of("topic", topic, "data", data, "key", key));
    }

    /**
     * Reads up to {@code limit} messages, 1 to 1,000, after a position, {@code <epoch>:<seq>}, or from the oldest
     * stored if {@code after} is {@code 0}. Succeeds with {@code {topic, epoch, head, recovered, messages}}; {@code
     * recovered} is false if messages after the position are gone.
     */
    public Future<JsonObject> read(String topic, String after, int limit) {
        return request(READ, JsonObject.of("topic", topic, "after", after, "limit", limit));
    }

    /**
     * Calls {@code handler} with each message, {@code {topic, seq, at, data}}, that this node commits from now on to a
     * topic, or to all topics with a prefix, as in {@code readings.*}. Completes when the handler is registered.
     * Earlier messages, and those that other nodes commit, are not delivered: read them. Topics {@link #as} a user
     * have no handlers, which would outlive the request: it fails with an {@link IllegalStateException}.
     */
    public Future<Void> on(String topicOrPrefix, Handler<JsonObject> handler) {
        if (user.isPresent()) {
            return Future.failedFuture(
                    new IllegalStateException("topics as a user have no handlers; use the verticle's own topics"));
        }
        try {
            check(topicOrPrefix);
        } catch (ProblemException malformed) {
            return Future.failedFuture(malformed);
        }
        if (consumers == null) {
            consumers = new Consumers(vertx.getOrCreateContext());
        }
        return consumers.<JsonObject>addLocal(COMMITTED + topicOrPrefix, message -> handler.handle(message.body()));
    }

    /** Unregisters the handlers of {@link #on}. Completes when they get no message any more. */
    public Future<Void> close() {
        return consumers == null ? Future.succeededFuture() : consumers.unregister();
    }

    // The handler of a name that no topic can have would never be called: a typo must fail.
    private static void check(String topicOrPrefix) {
        new TopicName(
                topicOrPrefix.endsWith(WILDCARD)
                        ? topicOrPrefix.substring(0, topicOrPrefix.length() - WILDCARD.length())
                        : topicOrPrefix);
    }

    private Future<JsonObject> request(String address, JsonObject command) {
        OwnTransaction.refuse(address);
        user.ifPresent(command::mergeIn);
        return vertx.eventBus()
                .<JsonObject>request(address, command, options.get())
                .map(Message::body)
                .recover(failure -> Future.failedFuture(Failures.of(failure, Problem.JOURNAL_DOWN)));
    }
}
