package io.polyloop.sql;

import io.polyloop.topic.Append;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;

/** Reads queries and units of work from JSON. Throws {@link IllegalArgumentException}s that name the place. */
final class CommandReader {
    private static final String SQL = "sql";
    private static final String APPEND = "append";
    private static final String STATEMENT = "[statement, parameters, expectedRows]";
    private static final String MESSAGE = "[topic, data, key]";

    private CommandReader() {}

    static SqlStatement query(JsonObject json) {
        Map<String, Object> fields = json.getMap();
        return SqlStatement.of(sql(fields.get(SQL), SQL), parameters(fields.get("parameters"), "parameters"));
    }

    static UnitOfWork unit(JsonObject json) {
        Map<String, Object> fields = json.getMap();
        for (String field : fields.keySet()) {
            // A misspelled field would be ignored, and what it has would be missing.
            require(Set.of(SQL, APPEND).contains(field), "commit", "has no field " + field + "; use sql and append");
        }
        return new UnitOfWork(
                each(fields.get(SQL), "commit.sql", CommandReader::statement),
                each(fields.get(APPEND), "commit.append", CommandReader::append));
    }

    private static SqlStatement statement(Object value, String place) {
        List<?> parts = list(value, place, STATEMENT);
        require(!parts.isEmpty() && parts.size() <= 3, place, "must be " + STATEMENT);
        String sql = sql(parts.get(0), place + "[0]");
        List<Object> parameters = parameters(parts.size() > 1 ? parts.get(1) : null, place + "[1]");
        Object rows = parts.size() > 2 ? parts.get(2) : null;
        require(rows == null || rows instanceof Integer, place + "[2]", "must be a whole number");
        require(rows == null || (Integer) rows >= 0, place + "[2]", "must be 0 or more rows");
        return new SqlStatement(sql, parameters, (Integer) rows);
    }

    private static Append append(Object value, String place) {
        List<?> parts = list(value, place, MESSAGE);
        require(parts.size() == 2 || parts.size() == 3, place, "must be " + MESSAGE);
        String topic = text(parts.get(0), place + "[0]");
        Object key = parts.size() > 2 ? parts.get(2) : null;
        return UnitOfWork.message(topic, parts.get(1), key == null ? null : text(key, place + "[2]"));
    }

    private static List<Object> parameters(Object value, String place) {
        return each(value, place, CommandReader::parameter);
    }

    private static Object parameter(Object value, String place) {
        if (value instanceof BigInteger number) {
            require(number.bitLength() < Long.SIZE, place, "must fit into 64 bits");
            return number.longValue();
        }
        if (value instanceof Double number) {
            require(Double.isFinite(number), place, "must be a finite number");
        }
        boolean plain = value == null
                || value instanceof Number
                || value instanceof String
                || value instanceof Boolean
                || value instanceof byte[];
        require(plain, place, "must be text, a number, a boolean, bytes or null; write an object as JSON text");
        return value;
    }

    private static <T> List<T> each(Object value, String place, BiFunction<Object, String, T> read) {
        List<?> items = value == null ? List.of() : list(value, place, "an array");
        List<T> all = new ArrayList<>(items.size());
        for (int i = 0; i < items.size(); i++) {
            all.add(read.apply(items.get(i), place + "[" + i + "]"));
        }
        return all;
    }

    private static List<?> list(Object value, String place, String form) {
        Object plain = value instanceof JsonArray array ? array.getList() : value;
        require(plain instanceof List, place, "must be " + form);
        return (List<?>) plain;
    }

    private static String sql(Object value, String place) {
        require(value instanceof String text && !text.isBlank(), place, "must be an SQL statement");
        return (String) value;
    }

    private static String text(Object value, String place) {
        require(value instanceof String, place, "must be text");
        return (String) value;
    }

    private static void require(boolean holds, String place, String what) {
        if (!holds) {
            throw new IllegalArgumentException(place + " " + what);
        }
    }
}
