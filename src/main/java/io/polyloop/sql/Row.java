package io.polyloop.sql;

import io.vertx.core.json.JsonObject;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A row of a result: text, {@code Long}, {@code Double}, {@code BigDecimal}, {@code Boolean}, {@code byte[]} or null by
 * column. SQLite has no booleans: it stores 0 and 1, which {@link #flag} reads.
 *
 * @param values by column, in the order of the query
 */
public record Row(Map<String, Object> values) {

    /** Copies the values. */
    public Row {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /** A text, or null. Throws {@link IllegalArgumentException} if there is no such column, as the other methods do. */
    public String text(String column) {
        Object value = value(column);
        return value == null ? null : value.toString();
    }

    /** A whole number, or null. Throws {@link ClassCastException} for another value. */
    public Long number(String column) {
        Number number = (Number) value(column);
        return number == null ? null : number.longValue();
    }

    /** A number with a fraction, or null. Throws {@link ClassCastException} for another value. */
    public Double decimal(String column) {
        Number number = (Number) value(column);
        return number == null ? null : number.doubleValue();
    }

    /** A boolean, or a number that is 0 for false; null is false. */
    public boolean flag(String column) {
        Object value = value(column);
        return value instanceof Number number ? number.longValue() != 0 : Boolean.TRUE.equals(value);
    }

    /** Bytes, or null. Throws {@link ClassCastException} for another value. */
    public byte[] bytes(String column) {
        return (byte[]) value(column);
    }

    /** The value as the database has it, or null. */
    public Object value(String column) {
        if (!values.containsKey(column)) {
            throw new IllegalArgumentException("no column " + column + " in the result; it has " + values.keySet());
        }
        return values.get(column);
    }

    /** The row as JSON: bytes are Base64 (RFC 4648, section 4). */
    public JsonObject json() {
        Map<String, Object> json = new LinkedHashMap<>(values);
        json.replaceAll((column, value) ->
                value instanceof byte[] bytes ? Base64.getEncoder().encodeToString(bytes) : value);
        return new JsonObject(json);
    }
}
