package io.polyloop.journal;

import io.polyloop.config.SqlSettings;
import io.polyloop.sql.Row;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads the rows of a result, up to the limits of {@code sql}. */
final class ResultReader {
    /** Rows that PostgreSQL sends first; then as many as fit in {@link #FETCH_BYTES}. */
    private static final int FIRST_ROWS = 32;

    private static final int MAX_FETCH_ROWS = 1_000;
    private static final long FETCH_BYTES = 1 << 20;
    /** The size of a number, and what each value takes besides its content. */
    private static final int VALUE_BYTES = 16;

    private final String sql;
    private final ResultSet rows;
    private final SqlSettings limits;
    private final ResultSetMetaData columns;
    private long bytes;

    private ResultReader(String sql, ResultSet rows, SqlSettings limits) throws SQLException {
        this.sql = sql;
        this.rows = rows;
        this.limits = limits;
        this.columns = rows.getMetaData();
    }

    /**
     * Executes a query and reads its result. Throws {@link io.polyloop.topic.ProblemException} if the result is too large
     * or two columns have one name.
     */
    static List<Row> read(PreparedStatement prepared, String sql, SqlSettings limits) throws SQLException {
        // Without it, PostgreSQL's driver would take a result of any size into the heap.
        prepared.setFetchSize(FIRST_ROWS);
        try (ResultSet rows = prepared.executeQuery()) {
            return new ResultReader(sql, rows, limits).read();
        }
    }

    private List<Row> read() throws SQLException {
        requireDistinctNames();
        List<Row> read = new ArrayList<>();
        while (rows.next()) {
            if (read.size() == limits.maxRows()) {
                throw SqlFailure.fault(
                        "the result has more than sql.max-rows, " + limits.maxRows() + ", rows; add a limit", sql);
            }
            read.add(row());
            if (read.size() == FIRST_ROWS) {
                rows.setFetchSize((int) Math.max(1, Math.min(MAX_FETCH_ROWS, FETCH_BYTES * FIRST_ROWS / bytes)));
            }
        }
        return read;
    }

    private void requireDistinctNames() throws SQLException {
        Set<String> names = new HashSet<>();
        for (int column = 1; column <= columns.getColumnCount(); column++) {
            String name = columns.getColumnLabel(column);
            if (!names.add(name)) {
                throw SqlFailure.fault(
                        "two columns of the result are called " + name + "; give them names: " + name
                                + " as other_name",
                        sql);
            }
        }
    }

    private Row row() throws SQLException {
        Map<String, Object> values = new LinkedHashMap<>();
        for (int column = 1; column <= columns.getColumnCount(); column++) {
            Object value = SqlValue.read(rows, columns, column);
            bytes += VALUE_BYTES + sizeOf(value);
            values.put(columns.getColumnLabel(column), value);
        }
        if (bytes > limits.maxBytes()) {
            throw SqlFailure.fault(
                    "the result is larger than sql.max-bytes, " + limits.maxBytes()
                            + " bytes; select fewer rows or columns",
                    sql);
        }
        return new Row(values);
    }

    private static int sizeOf(Object value) {
        return value instanceof String text ? text.length() : value instanceof byte[] content ? content.length : 0;
    }
}
