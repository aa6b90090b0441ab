package io.polyloop.bus;

import io.polyloop.topic.Appended;
import io.polyloop.topic.Message;
import io.vertx.core.json.JsonObject;

/**
 * An acknowledgement as JSON, for HTTP, WebSocket and the bus. The text is built without an encoder: topic names and
 * epochs contain no character that JSON escapes.
 */
public final class AppendedJson {
    private AppendedJson() {}

    /** One message: {@code {"topic":…,"epoch":…,"seq":…,"at":…}}. */
    public static String message(Appended appended) {
        return start(appended) + ",\"seq\":" + appended.last() + ",\"at\":\"" + Message.time(appended.at()) + "\"}";
    }

    /** Several messages: {@code {"topic":…,"epoch":…,"first":…,"last":…,"count":…}}. */
    public static String messages(Appended appended) {
        return start(appended) + ",\"first\":" + appended.first() + ",\"last\":" + appended.last() + ",\"count\":"
                + appended.count() + "}";
    }

    /** One message as an object: {@code {topic, epoch, seq, at}}. */
    public static JsonObject timed(Appended appended) {
        return put(new JsonObject(), appended).put("at", Message.time(appended.at()));
    }

    /** Adds {@code topic}, {@code epoch} and {@code seq} to an object. */
    public static JsonObject put(JsonObject target, Appended appended) {
        return target.put("topic", appended.topic().value())
                .put("epoch", appended.epoch())
                .put("seq", appended.last());
    }

    private static String start(Appended appended) {
        return "{\"topic\":\"" + appended.topic() + "\",\"epoch\":\"" + appended.epoch() + "\"";
    }
}
