package io.polyloop.journal;

import io.polyloop.sql.SqlStatement;
import io.polyloop.sql.UnitOfWork;
import io.polyloop.topic.Append;
import java.util.List;

/**
 * A unit of work that waits for its commit. Either all of its appends have an idempotency key or none has: a repeat must
 * find the positions of all messages.
 *
 * @param bytes of its statements and messages
 */
record Unit(List<SqlStatement> statements, List<Append> appends, long bytes) {

    static Unit of(UnitOfWork unit) {
        List<Append> appends = StagedAppends.keyed(unit.appends());
        long bytes = appends.stream().mapToLong(Append::bytes).sum();
        return new Unit(
                unit.statements(),
                appends,
                bytes + unit.statements().stream().mapToLong(Unit::bytes).sum());
    }

    /** The same unit within a span, or this one without its context. */
    Unit in(String context) {
        return context == null
                ? this
                : new Unit(
                        statements,
                        appends.stream().map(append -> append.in(context)).toList(),
                        bytes);
    }

    /** What it counts for in the limits of a batch: its statements and its messages. */
    int size() {
        return statements.size() + appends.stream().mapToInt(Append::count).sum();
    }

    boolean isKeyed() {
        return !appends.isEmpty() && appends.get(0).key() != null;
    }

    private static long bytes(SqlStatement statement) {
        return statement.sql().length()
                + statement.parameters().stream().mapToLong(Unit::bytes).sum();
    }

    private static long bytes(Object parameter) {
        if (parameter instanceof byte[] bytes) {
            return bytes.length;
        }
        return parameter instanceof String text ? text.length() : Long.BYTES;
    }
}
