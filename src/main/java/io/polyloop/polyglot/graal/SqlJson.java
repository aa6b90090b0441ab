package io.polyloop.polyglot.graal;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigInteger;
import java.util.function.IntFunction;

/**
 * Statements as a prelude writes them. JSON has no bytes, and JavaScript writes no whole number beyond 2^53: as
 * parameters, these are <code>{bytes: n}</code>, where n is a place in a list beside the JSON, and <code>{integer:
 * digits}</code>.
 */
final class SqlJson {
    private static final String SQL = "sql";

    private SqlJson() {}

    /** {@code {sql, parameters}}. */
    static JsonObject command(String json, IntFunction<byte[]> bytes) {
        JsonObject command = new JsonObject(json);
        decode(command.getValue("parameters"), bytes);
        return command;
    }

    /** {@code {sql, append}}. */
    static JsonObject unit(String json, IntFunction<byte[]> bytes) {
        JsonObject unit = new JsonObject(json);
        if (unit.getValue(SQL) instanceof JsonArray statements) {
            for (Object statement : statements) {
                if (statement instanceof JsonArray parts && parts.size() > 1) {
                    decode(parts.getValue(1), bytes);
                }
            }
        }
        return unit;
    }

    private static void decode(Object parameters, IntFunction<byte[]> bytes) {
        if (parameters instanceof JsonArray values) {
            for (int i = 0; i < values.size(); i++) {
                // The prelude has refused all other objects.
                if (values.getValue(i) instanceof JsonObject tagged) {
                    Integer place = tagged.getInteger("bytes");
                    values.set(i, place == null ? new BigInteger(tagged.getString("integer")) : bytes.apply(place));
                }
            }
        }
    }
}
