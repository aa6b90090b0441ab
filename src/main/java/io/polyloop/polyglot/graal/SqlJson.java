package io.polyloop.polyglot.graal;

import io.polyloop.sql.Row;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Parameters and rows between Java and a prelude. JSON has no bytes, and JavaScript reads no whole number beyond 2^53
 * from it: as a parameter, these are <code>{bytes: Base64}</code> and <code>{integer: digits}</code>; in a result they
 * are listed beside the rows.
 */
final class SqlJson {
    private static final long MAX_SAFE_INTEGER = (1L << 53) - 1;
    private static final String INTEGER = "integer";
    private static final String BYTES = "bytes";
    private static final String SQL = "sql";

    private SqlJson() {}

    /** {@code {sql, parameters}}. */
    static JsonObject command(String json) {
        JsonObject command = new JsonObject(json);
        decode(command.getValue("parameters"));
        return command;
    }

    /** {@code {sql, append}}. */
    static JsonObject unit(String json) {
        JsonObject unit = new JsonObject(json);
        if (unit.getValue(SQL) instanceof JsonArray statements) {
            for (Object statement : statements) {
                if (statement instanceof JsonArray parts && parts.size() > 1) {
                    decode(parts.getValue(1));
                }
            }
        }
        return unit;
    }

    private static void decode(Object parameters) {
        if (parameters instanceof JsonArray values) {
            for (int i = 0; i < values.size(); i++) {
                // The prelude has refused all other objects.
                if (values.getValue(i) instanceof JsonObject tagged) {
                    values.set(i, untagged(tagged));
                }
            }
        }
    }

    private static Object untagged(JsonObject tagged) {
        return tagged.containsKey(BYTES)
                ? Base64.getUrlDecoder().decode(tagged.getString(BYTES))
                : new BigInteger(tagged.getString(INTEGER));
    }

    /** {@code {rows, special}}, where each special value is {@code [row, column, kind, text]}. */
    static JsonObject result(List<Row> rows) {
        JsonArray plain = new JsonArray();
        JsonArray special = new JsonArray();
        for (Row row : rows) {
            Map<String, Object> cells = new LinkedHashMap<>(row.values());
            cells.replaceAll((column, value) -> {
                Object cell = plain(value);
                String kind = kind(cell);
                if (kind == null) {
                    return cell;
                }
                special.add(JsonArray.of(plain.size(), column, kind, text(cell)));
                return null;
            });
            plain.add(new JsonObject(cells));
        }
        return JsonObject.of("rows", plain, "special", special);
    }

    /** A decimal is a number if that has all its digits, otherwise text: no digit of an amount is lost. */
    private static Object plain(Object value) {
        if (!(value instanceof BigDecimal decimal)) {
            return value;
        }
        if (decimal.stripTrailingZeros().scale() <= 0) {
            BigInteger whole = decimal.toBigInteger();
            return whole.bitLength() < Long.SIZE ? (Object) whole.longValue() : whole;
        }
        double number = decimal.doubleValue();
        boolean exact = Double.isFinite(number) && BigDecimal.valueOf(number).compareTo(decimal) == 0;
        return exact ? (Object) number : decimal.toPlainString();
    }

    private static String kind(Object value) {
        if (value instanceof byte[]) {
            return BYTES;
        }
        boolean large = value instanceof BigInteger
                || value instanceof Long number && (number > MAX_SAFE_INTEGER || number < -MAX_SAFE_INTEGER);
        return large ? INTEGER : null;
    }

    private static String text(Object special) {
        return special instanceof byte[] bytes
                ? Base64.getUrlEncoder().withoutPadding().encodeToString(bytes)
                : special.toString();
    }
}
