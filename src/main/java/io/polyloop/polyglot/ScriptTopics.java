package io.polyloop.polyglot;

import io.polyloop.topic.Page;
import io.polyloop.trace.Traces;
import io.polyloop.verticle.Topics;
import io.polyloop.verticle.Trace;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/** {@link Topics} for a script. Used in executions; use {@link ScriptContext#whenComplete} to wait for its futures. */
public final class ScriptTopics {
    private final Script script;
    private final Topics topics;
    private final Traces traces;
    private final List<Future<Void>> registrations = new ArrayList<>();

    ScriptTopics(Script script, Vertx vertx) {
        this(script, new Topics(vertx, () -> script.current().trace().options()), Traces.of(vertx));
    }

    private ScriptTopics(Script script, Topics topics, Traces traces) {
        this.script = script;
        this.topics = topics;
        this.traces = traces;
    }

    /** The same as the user of a request, as {@link Topics#as}; anything but an object and null is no user. */
    public ScriptTopics as(Object user) {
        JsonObject known = user instanceof JsonObject json ? json : new JsonObject();
        return new ScriptTopics(script, topics.as(user == null ? null : known), traces);
    }

    /** @param key an idempotency key, or null */
    public Future<JsonObject> append(String topic, Object data, String key) {
        return key == null ? topics.append(topic, data) : topics.append(topic, data, key);
    }

    /** @param limit null for the default */
    public Future<JsonObject> read(String topic, String after, Integer limit) {
        return topics.read(topic, after, limit == null ? Page.DEFAULT_LIMIT : limit);
    }

    /** {@code handler} runs code of the script and ends the invocation. Throws if the topic is invalid. */
    public void on(String topicOrPrefix, BiConsumer<JsonObject, Invocation> handler) {
        String what = "the handler of topic " + topicOrPrefix;
        Future<Void> registration = topics.on(topicOrPrefix, message -> deliver(what, message, handler));
        if (registration.cause() instanceof RuntimeException refused) {
            throw refused;
        }
        registrations.add(registration);
    }

    private void deliver(String what, JsonObject message, BiConsumer<JsonObject, Invocation> handler) {
        traces.annotate(Traces.FILE, script.file());
        Invocation invocation = script.handlerInvocation(what, null, new Trace(traces.currentOr(null), null));
        invocation.outcome().onFailure(failure -> script.log().failure(invocation, failure));
        script.execute(invocation, () -> handler.accept(message, invocation));
    }

    Future<Void> registered() {
        return Future.join(registrations).mapEmpty();
    }

    Future<Void> close() {
        return topics.close();
    }
}
