package io.polyloop.journal;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;

/** A value of a result as {@link io.polyloop.sql.Row} describes it. What has no such type becomes text. */
final class SqlValue {
    private SqlValue() {}

    static Object read(ResultSet rows, ResultSetMetaData columns, int column) throws SQLException {
        return switch (columns.getColumnTypeName(column)) {
            case "timestamptz" -> instant(rows.getObject(column, OffsetDateTime.class));
            case "timestamp" -> time(rows, column);
            default -> plain(rows, column);
        };
    }

    private static Object plain(ResultSet rows, int column) throws SQLException {
        Object value = rows.getObject(column);
        if (value == null
                || value instanceof String
                || value instanceof Long
                || value instanceof Boolean
                || value instanceof byte[]
                || value instanceof BigDecimal) {
            return value;
        }
        if (value instanceof Integer || value instanceof Short) {
            return ((Number) value).longValue();
        }
        if (value instanceof Double || value instanceof Float) {
            double number = Double.parseDouble(value.toString()); // of a float, its shortest digits
            return Double.isFinite(number) ? number : value.toString(); // JSON has no infinity
        }
        return rows.getString(column);
    }

    /** As RFC 3339, in UTC. */
    private static String instant(OffsetDateTime time) {
        return time == null
                ? null
                : time.equals(OffsetDateTime.MAX)
                        ? "infinity"
                        : time.equals(OffsetDateTime.MIN)
                                ? "-infinity"
                                : time.toInstant().toString();
    }

    /** A time without a zone, as ISO 8601. SQLite has only what the application stored. */
    private static Object time(ResultSet rows, int column) throws SQLException {
        if (!(rows.getObject(column) instanceof java.sql.Timestamp)) {
            return plain(rows, column);
        }
        LocalDateTime time = rows.getObject(column, LocalDateTime.class);
        return time.equals(LocalDateTime.MAX) || time.equals(LocalDateTime.MIN)
                ? rows.getString(column)
                : DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(time);
    }
}
