package io.polyloop.sql;

import io.polyloop.topic.ProblemException;
import java.util.List;
import java.util.function.Function;

/**
 * A transaction in progress. Its methods block; they are for the thread that runs the function of {@link
 * Database#transaction} and until that returns. They throw {@link ProblemException}s.
 */
public interface Transaction {
    /** Runs a query, which sees the changes of this transaction, and maps its rows. */
    <T> List<T> query(String sql, List<?> parameters, Function<Row, T> mapper);

    /** Runs one statement that changes rows; returns their number. */
    int update(String sql, Object... parameters);

    /**
     * Adds a message, which is stored with the commit and gets its position then. {@code data} is any JSON value.
     *
     * @param key an idempotency key, or null. If a message with this key is stored, the transaction is a repeat: it is
     *     rolled back, and its result has the position of the first, also if its function fails after this call, such as
     *     because of the rows of the first. So append before you read and change rows
     */
    void append(String topic, Object data, String key);

    /** Adds a message without an idempotency key. */
    default void append(String topic, Object data) {
        append(topic, data, null);
    }
}
