package io.polyloop.polyglot.groovy;

import io.polyloop.route.Response;
import io.polyloop.topic.StrictJson;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;

/** Converts between JSON and the values of Groovy: maps, lists, strings, numbers, booleans and null. */
final class GroovyJson {
    private GroovyJson() {}

    /**
     * Replaces JSON objects and arrays by maps and lists, which a script may modify. Changes the value in place, so use it
     * only for values of the caller, such as those from the event bus.
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

    /** A value that the event bus carries. Throws if the value is not JSON, or contains itself. */
    static Object toJson(Object value) {
        return toJson(value, 0);
    }

    private static Object toJson(Object value, int depth) {
        if (depth > StrictJson.MAX_DEPTH) {
            throw new IllegalArgumentException(
                    "the value is nested deeper than " + StrictJson.MAX_DEPTH + " levels, or contains itself");
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
        throw new IllegalArgumentException("a " + value.getClass().getName()
                + " is not JSON; use maps, lists, strings, numbers, booleans and null");
    }

    private static boolean isBusValue(Object value) {
        return value instanceof JsonObject
                || value instanceof JsonArray
                || value instanceof Buffer
                || value instanceof Response;
    }
}
