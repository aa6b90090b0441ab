package io.polyloop.polyglot.groovy;

import groovy.lang.Closure;
import io.polyloop.polyglot.ScriptContext;
import io.polyloop.polyglot.ScriptTopics;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Set;

/** {@link io.polyloop.verticle.Topics} with maps, lists and values. */
public final class GroovyTopics {
    /** The option that names the user of a request to act for; null is the user of an anonymous request. */
    static final String AS = "as";

    private final ScriptContext context;
    private final ScriptTopics topics;
    private final GroovyInvoker invoker;

    GroovyTopics(ScriptContext context, GroovyInvoker calls) {
        this.context = context;
        this.topics = context.topics();
        this.invoker = calls;
    }

    public Future<Object> append(String topic, Object data) {
        return append(topic, data, Map.of());
    }

    /**
     * Succeeds with {@code [topic:, epoch:, seq:, at:]} once the message is durable. {@code options} are {@code key}, and
     * {@code as}, the user of a request.
     */
    public Future<Object> append(String topic, Object data, Map<String, ?> options) {
        GroovyOptions.check(options, Set.of("key", AS));
        Object key = options.get("key");
        return plain(as(options).append(topic, GroovyJson.toJson(data), key == null ? null : key.toString()));
    }

    public Future<Object> read(String topic) {
        return read(topic, Map.of());
    }

    /**
     * {@code options} are {@code after}, a position or '0' for the oldest, {@code limit}, up to 1000, and {@code as}, the
     * user of a request.
     */
    public Future<Object> read(String topic, Map<String, ?> options) {
        GroovyOptions.check(options, Set.of("after", "limit", AS));
        Object after = options.get("after");
        Integer limit = options.get("limit") instanceof Number number ? number.intValue() : null;
        return plain(as(options).read(topic, after == null ? null : after.toString(), limit));
    }

    // Its presence counts: without a user, the script must not act as the service.
    private ScriptTopics as(Map<String, ?> options) {
        return options.containsKey(AS) ? topics.as(GroovyJson.toJson(options.get(AS))) : topics;
    }

    /** Calls {@code handler} with each message that this node commits to a topic or, as in readings.*, below it. */
    public void on(String topicOrPrefix, Closure<?> handler) {
        topics.on(
                topicOrPrefix, (message, invocation) -> invoker.run(invocation, handler, GroovyJson.toGroovy(message)));
    }

    private Future<Object> plain(Future<JsonObject> answer) {
        return context.inInvocation(answer.map(GroovyJson::toGroovy));
    }
}
