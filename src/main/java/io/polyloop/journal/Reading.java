package io.polyloop.journal;

import java.sql.Connection;
import java.sql.SQLException;

/** One attempt to read from the journal; each retry uses a new instance, unless it has no state. */
interface Reading<T> {
    /** Statements to send in one round trip with the begin of the transaction. */
    default Query[] first() {
        return new Query[0];
    }

    /** Runs after {@link #first()} in the same transaction, whose history is {@code epoch}. */
    T finish(Connection connection, String epoch) throws SQLException;
}
