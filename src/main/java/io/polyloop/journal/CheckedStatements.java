package io.polyloop.journal;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The statements that {@link SqlGuard} has read and accepted, with the number of their parameters. Any thread. */
final class CheckedStatements {
    private static final int MAX_STATEMENTS = 1_000;
    private static final int MAX_LENGTH = 2_000;

    private final Map<String, Integer> parameters = new ConcurrentHashMap<>();

    /** The number of parameters; null for a statement that has not been accepted. */
    Integer parameters(String sql) {
        return parameters.get(sql);
    }

    void add(String sql, int count) {
        if (sql.length() > MAX_LENGTH) {
            return;
        }
        if (parameters.size() >= MAX_STATEMENTS) {
            // Statements whose text is made for each call would keep the others out.
            parameters.clear();
        }
        parameters.put(sql, count);
    }
}
