package io.polyloop.contract;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.polyloop.topic.Problem;
import io.polyloop.topic.StrictJson;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;

/**
 * Reads the JSON of one body and counts its values while it does: a body of many small values takes far more memory and
 * time downstream than its bytes on the wire.
 */
final class BodyValues {
    private final int limit;
    private int count;

    private BodyValues(int limit) {
        this.limit = limit;
    }

    /**
     * A {@link JsonObject}, {@link JsonArray}, string, number, boolean or null. More values than {@code limits.values} fail
     * with {@link Problem#TOO_LARGE}: objects and arrays count, and so does each of what they contain.
     */
    static Object read(byte[] json, int limit) {
        return StrictJson.read(json, parser -> new BodyValues(limit).value(parser));
    }

    private Object value(JsonParser parser) throws IOException {
        if (++count > limit) {
            throw Problem.TOO_LARGE.because("the JSON has more values than limits.values allows (" + limit + ")");
        }
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> array(parser);
            case VALUE_STRING -> StrictJson.text(parser);
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> StrictJson.number(parser);
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> null;
        };
    }

    private JsonObject object(JsonParser parser) throws IOException {
        JsonObject object = new JsonObject();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = StrictJson.text(parser);
            parser.nextToken();
            object.put(name, value(parser));
        }
        return object;
    }

    private JsonArray array(JsonParser parser) throws IOException {
        JsonArray array = new JsonArray();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            array.add(value(parser));
        }
        return array;
    }
}
