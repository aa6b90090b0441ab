package io.polyloop.proof.outbox;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/**
 * What a writer asks for.
 *
 * @param id also the key of the first message
 * @param counter the row that counts the orders: a statement that runs twice makes it too large
 * @param topics of the messages, one each
 */
record Order(Kind kind, String id, String counter, List<String> topics) {

    static Order of(JsonObject json) {
        return new Order(
                Kind.ofCode(json.getString("kind")),
                json.getString("id"),
                json.getString("counter"),
                json.getJsonArray("topics").stream().map(String.class::cast).toList());
    }

    JsonObject json() {
        return JsonObject.of("kind", kind.code(), "id", id, "counter", counter, "topics", new JsonArray(topics));
    }

    /** The key of a message, which its data contains as well. */
    String key(int message) {
        return key(id, message);
    }

    static String key(String id, int message) {
        return message == 0 ? id : id + "+" + message;
    }

    /** The id of the order whose message has this key. */
    static String idOfKey(String key) {
        int plus = key.indexOf('+');
        return plus < 0 ? key : key.substring(0, plus);
    }

    JsonObject data(int message) {
        return JsonObject.of("key", key(message));
    }
}
