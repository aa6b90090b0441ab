package io.polyloop.journal;

import io.polyloop.sql.SqlStatement;
import io.polyloop.topic.Problem;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import java.util.Optional;

/**
 * Binds the parameters of a statement, so that both databases store and compare them alike. A number has the type that
 * PostgreSQL gives the same literal: {@code integer}, {@code bigint} or {@code numeric}. A {@code Double} without a
 * fraction is a whole number, because scripts have no other. Text has the type that its column has, such as a time, a
 * UUID or JSON.
 */
final class SqlParameters {
    /** Above it, a {@code double} cannot represent every whole number. */
    private static final double MAX_WHOLE = 1L << 53;

    private SqlParameters() {}

    /** What is wrong with the first parameter that cannot be bound. */
    static Optional<String> fault(List<Object> parameters) {
        for (int i = 0; i < parameters.size(); i++) {
            String fault = fault(parameters.get(i));
            if (fault != null) {
                return Optional.of("parameter " + (i + 1) + " is " + fault);
            }
        }
        return Optional.empty();
    }

    private static String fault(Object value) {
        if (value instanceof Number number && !Double.isFinite(number.doubleValue()) && !isBig(number)) {
            return number + ", which is not a number";
        }
        boolean plain = value == null
                || value instanceof CharSequence
                || value instanceof Number
                || value instanceof Boolean
                || value instanceof byte[];
        return plain
                ? null
                : "a " + value.getClass().getSimpleName()
                        + "; pass text, a number, a boolean, byte[] or null: a list or an object as JSON, a time as text";
    }

    /**
     * PostgreSQL stores no text with the character 0, SQLite would. Throws {@link Problem#INVALID_PARAMETER}: the text
     * comes from a client.
     */
    static void refuseNul(List<Object> parameters) {
        for (int i = 0; i < parameters.size(); i++) {
            if (parameters.get(i) instanceof CharSequence text
                    && text.toString().indexOf(0) >= 0) {
                throw Problem.INVALID_PARAMETER.because("parameter " + (i + 1) + " of a statement " + SqlData.NUL);
            }
        }
    }

    /** Sets all parameters, which have no {@link #fault}, from this index on. */
    static void bind(Dialect dialect, PreparedStatement prepared, int first, SqlStatement statement)
            throws SQLException {
        int index = first;
        for (Object value : statement.parameters()) {
            bind(dialect, prepared, index++, value);
        }
    }

    private static void bind(Dialect dialect, PreparedStatement prepared, int index, Object value) throws SQLException {
        if (value == null) {
            prepared.setNull(index, Types.NULL);
        } else if (value instanceof Number number) {
            bindNumber(dialect, prepared, index, number);
        } else if (value instanceof Boolean flag) {
            prepared.setBoolean(index, flag);
        } else if (value instanceof byte[] bytes) {
            prepared.setBytes(index, bytes);
        } else {
            // Not setString: PostgreSQL would refuse varchar for a column of another type.
            prepared.setObject(index, value.toString(), Types.OTHER);
        }
    }

    private static void bindNumber(Dialect dialect, PreparedStatement prepared, int index, Number number)
            throws SQLException {
        if (!isWhole(number)) {
            dialect.setDecimal(prepared, index, new BigDecimal(number.toString()));
        } else if (number.longValue() == number.intValue()) {
            prepared.setInt(index, number.intValue());
        } else {
            prepared.setLong(index, number.longValue());
        }
    }

    private static boolean isWhole(Number number) {
        if (number instanceof Double || number instanceof Float) {
            double value = number.doubleValue();
            return Math.rint(value) == value && Math.abs(value) <= MAX_WHOLE;
        }
        return number instanceof BigInteger big ? big.bitLength() < Long.SIZE : !(number instanceof BigDecimal);
    }

    private static boolean isBig(Number number) {
        return number instanceof BigDecimal || number instanceof BigInteger;
    }
}
