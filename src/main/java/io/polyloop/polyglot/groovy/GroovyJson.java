package io.polyloop.polyglot.groovy;

import io.polyloop.gateway.Response;
import io.polyloop.topic.StrictJson;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;

/** JSON to and from what Groovy is at home with: maps, lists, texts, numbers, booleans and null. */
final class GroovyJson {
    private GroovyJson() {}

    /**
     * The same value with maps and lists in it, which a script may change. It is changed in place: only for what is the
     * caller's own, as everything is that the event bus hands over.
     */
    @SuppressWarnings("unchecked")
    static Object toGroovy(Object json) {
        if (json instanceof JsonObject object) {
            return toGroovy(object.getMap());
        }
        if (json instanceof JsonArray array) {
            return toGroovy(array.getList());
        }
        if (json instanceof Map<?, ?> map) {
            ((Map<?, Object>) map).replaceAll((key, value) -> toGroovy(value));
        } else if (json instanceof List<?> list) {
            ((List<Object>) list).replaceAll(GroovyJson::toGroovy);
        }
        return json;
    }

    /** What the event bus carries. Fails for what is no JSON, and for what holds itself. */
    static Object toJson(Object value) {
        return toJson(value, 0);
    }

    private static Object toJson(Object value, int depth) {
        if (depth > StrictJson.MAX_DEPTH) {
            throw new IllegalArgumentException(
                    "a value that is nested deeper than " + StrictJson.MAX_DEPTH + " levels, or holds itself");
        }
        if (value instanceof Map<?, ?> map) {
            JsonObject object = new JsonObject();
            map.forEach((key, item) -> object.put(String.valueOf(key), toJson(item, depth + 1)));
            return object;
        }
        if (value instanceof Iterable<?> items && !(value instanceof JsonArray) && !(value instanceof JsonObject)) {
            JsonArray array = new JsonArray();
            items.forEach(item -> array.add(toJson(item, depth + 1)));
            return array;
        }
        return scalar(value);
    }

    private static Object scalar(Object value) {
        if (value instanceof CharSequence text) {
            return text.toString();
        }
        if (value == null || value instanceof Number || value instanceof Boolean || isBusValue(value)) {
            return value;
        }
        throw new IllegalArgumentException(
                "a " + value.getClass().getName() + " is no JSON: use maps, lists, texts, numbers, booleans and null");
    }

    private static boolean isBusValue(Object value) {
        return value instanceof JsonObject
                || value instanceof JsonArray
                || value instanceof Buffer
                || value instanceof Response;
    }
}
