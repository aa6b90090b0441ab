package io.polyloop.bus;

import io.polyloop.topic.TopicName;
import io.vertx.core.json.JsonObject;

/**
 * The news that a topic's messages were erased. It can be lost; then the poll of heads finds the erasure.
 *
 * @param epoch the history that the messages belong to
 * @param through the sequence number of the last erased message
 */
public record Erased(TopicName topic, String epoch, long through) {

    /** Parses the result of {@link #json()}. */
    public static Erased of(JsonObject json) {
        return new Erased(new TopicName(json.getString("topic")), json.getString("epoch"), json.getLong("through"));
    }

    /** The body of the event. */
    public JsonObject json() {
        return JsonObject.of("topic", topic.value(), "epoch", epoch, "through", through);
    }
}
