package io.polyloop.journal;

import java.sql.Connection;
import java.sql.SQLException;

/** One attempt to read from the journal; a repeated attempt gets a new one. */
interface Reading<T> {
    /** Statements sent together with the begin of the transaction, since each round trip costs. */
    default Query[] first() {
        return new Query[0];
    }

    /** Runs after {@link #first()}, in the same transaction and in the history {@code epoch}. */
    T finish(Connection connection, String epoch) throws SQLException;
}
