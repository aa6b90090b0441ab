package io.polyloop.polyglot.graal;

import io.polyloop.sql.Row;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The rows of a query as JSON.
 *
 * @param special the cells that JSON does not carry to a script; they are null in {@code rows}
 */
record JsonRows(JsonArray rows, List<Cell> special) {
    private static final long MAX_SAFE_INTEGER = (1L << 53) - 1;

    /**
     * A cell.
     *
     * @param value bytes, or a whole number that JavaScript's numbers do not represent exactly
     */
    record Cell(int row, String column, Object value) {}

    static JsonRows of(List<Row> rows) {
        JsonArray plain = new JsonArray();
        List<Cell> special = new ArrayList<>();
        for (Row row : rows) {
            Map<String, Object> cells = new LinkedHashMap<>(row.values());
            cells.replaceAll((column, value) -> {
                Object cell = plain(value);
                if (!isSpecial(cell)) {
                    return cell;
                }
                special.add(new Cell(plain.size(), column, cell));
                return null;
            });
            plain.add(new JsonObject(cells));
        }
        return new JsonRows(plain, special);
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

    private static boolean isSpecial(Object value) {
        return value instanceof byte[]
                || value instanceof BigInteger
                || value instanceof Long number && (number > MAX_SAFE_INTEGER || number < -MAX_SAFE_INTEGER);
    }
}
