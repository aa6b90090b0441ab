package io.polyloop.bus;

import io.polyloop.topic.TopicName;
import io.vertx.core.json.JsonObject;

/**
 * That a topic's messages up to one were erased. Only news: it may be lost, and the poll of heads says it again.
 *
 * @param epoch the history they belong to
 * @param through the last one erased
 */
public record Erased(TopicName topic, String epoch, long through) {

    /** Reads what {@link #json()} gave. */
    public static Erased of(JsonObject json) {
        return new Erased(new TopicName(json.getString("topic")), json.getString("epoch"), json.getLong("through"));
    }

    /** For every node. */
    public JsonObject json() {
        return JsonObject.of("topic", topic.value(), "epoch", epoch, "through", through);
    }
}
