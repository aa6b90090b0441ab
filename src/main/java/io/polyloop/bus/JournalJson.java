package io.polyloop.bus;

import io.polyloop.topic.Append;
import io.polyloop.topic.Appended;
import io.polyloop.topic.Message;
import io.polyloop.topic.Page;
import io.polyloop.topic.Problem;
import io.polyloop.topic.ReadFrom;
import io.polyloop.topic.StrictJson;
import io.polyloop.topic.TopicName;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** The JSON of the bus contract, for verticles in any language. */
final class JournalJson {
    /** The field of a command that names the user of a request for whom it is; without it, it is the service's. */
    static final String AS = "as";

    private JournalJson() {}

    static Append append(JsonObject body) {
        if (!body.containsKey("data")) {
            throw Problem.INVALID_MESSAGE.because("append requires {topic, data}; data is missing");
        }
        byte[] data = Json.encodeToBuffer(body.getValue("data")).getBytes();
        return new Append(topic(body), List.of(StrictJson.payload(data)), text(body, "key"));
    }

    static JsonObject appended(Appended appended) {
        return AppendedJson.timed(appended);
    }

    static TopicName topic(JsonObject body) {
        return new TopicName(text(body, "topic"));
    }

    static ReadFrom readFrom(JsonObject body) {
        return ReadFrom.parse(text(body, "after"));
    }

    static int limit(JsonObject body) {
        Object limit = body.getValue("limit", Page.DEFAULT_LIMIT);
        if (limit instanceof Number number && number.intValue() >= 1 && number.intValue() <= Page.MAX_LIMIT) {
            return number.intValue();
        }
        throw Problem.INVALID_PARAMETER.because("limit must be a number from 1 to " + Page.MAX_LIMIT);
    }

    static JsonObject page(Page page) {
        return new JsonObject(PageJson.encode(page));
    }

    static JsonObject message(Message message) {
        return new JsonObject(Buffer.buffer(MessageJson.encode("{", message, "}")));
    }

    private static String text(JsonObject body, String field) {
        Object value = body.getValue(field);
        if (value == null || value instanceof String) {
            return (String) value;
        }
        throw Problem.INVALID_MESSAGE.because(field + " must be a string");
    }
}
