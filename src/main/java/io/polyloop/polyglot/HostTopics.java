package io.polyloop.polyglot;

import io.polyloop.bus.Topics;
import io.polyloop.bus.Trace;
import io.polyloop.topic.Page;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/** {@link Topics} for a script. In a turn of the script; wait for what it gives by {@link Host#follow}. */
public final class HostTopics {
    private final Script script;
    private final Topics topics;
    private final List<Future<Void>> registrations = new ArrayList<>();

    HostTopics(Script script, Vertx vertx) {
        this.script = script;
        this.topics = new Topics(vertx, () -> script.current().trace().options());
    }

    /** {@code key} may be null. */
    public Future<JsonObject> append(String topic, Object data, String key) {
        return key == null ? topics.append(topic, data) : topics.append(topic, data, key);
    }

    /** {@code limit} may be null. */
    public Future<JsonObject> read(String topic, String after, Integer limit) {
        return topics.read(topic, after, limit == null ? Page.DEFAULT_LIMIT : limit);
    }

    /** {@code handler} is the code of the script, and ends the call. Throws if there can be no such topic. */
    public void on(String topicOrPrefix, BiConsumer<JsonObject, Call> handler) {
        String what = "the handler of topic " + topicOrPrefix;
        Future<Void> registration = topics.on(topicOrPrefix, message -> tell(what, message, handler));
        if (registration.cause() instanceof RuntimeException refused) {
            throw refused;
        }
        registrations.add(registration);
    }

    private void tell(String what, JsonObject message, BiConsumer<JsonObject, Call> handler) {
        Call call = script.call(what, Trace.NONE);
        call.outcome().onFailure(failure -> script.reportAny(call, failure));
        script.take(call, () -> handler.accept(message, call));
    }

    Future<Void> registered() {
        return Future.join(registrations).mapEmpty();
    }

    Future<Void> close() {
        return topics.close();
    }
}
