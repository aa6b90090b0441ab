package io.polyloop.polyglot.graal;

import io.polyloop.bus.Topics;
import io.polyloop.bus.Trace;
import io.polyloop.topic.Page;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.graalvm.polyglot.HostAccess.DisableMethodScoping;
import org.graalvm.polyglot.HostAccess.Export;
import org.graalvm.polyglot.Value;

/** Topics as {@code prelude/topics.js} uses them. In a turn of the script. */
public final class HostTopics {
    private final Script script;
    private final Topics topics;
    private final List<Future<Void>> registrations = new ArrayList<>();

    HostTopics(Script script, Vertx vertx) {
        this.script = script;
        this.topics = new Topics(vertx, () -> script.current().trace().options());
    }

    @Export
    @DisableMethodScoping
    public void append(String topic, String data, String key, Value resolve, Value reject) {
        Object value = Crossing.out(data);
        script.settle(key == null ? topics.append(topic, value) : topics.append(topic, value, key), resolve, reject);
    }

    @Export
    @DisableMethodScoping
    public void read(String topic, String after, Integer limit, Value resolve, Value reject) {
        script.settle(topics.read(topic, after, limit == null ? Page.DEFAULT_LIMIT : limit), resolve, reject);
    }

    /** Null, or why there is no such topic. */
    @Export
    @DisableMethodScoping
    public String on(String topicOrPrefix, Value handler) {
        Future<Void> registration = topics.on(topicOrPrefix, message -> tell(topicOrPrefix, message, handler));
        if (registration.failed()) {
            return registration.cause().getMessage();
        }
        registrations.add(registration);
        return null;
    }

    private void tell(String topicOrPrefix, JsonObject message, Value handler) {
        Call call = script.call("the handler of topic " + topicOrPrefix, Trace.NONE);
        call.outcome().onFailure(failure -> script.report(call, failure));
        script.take(call, () -> call.end(handler.execute(call, script.in(message))));
    }

    Future<Void> registered() {
        return Future.join(registrations).mapEmpty();
    }

    Future<Void> close() {
        return topics.close();
    }
}
