package io.polyloop.journal;

import java.sql.Connection;
import java.sql.SQLException;

/** Begins a transaction with its first statement, in one round trip. SQLite takes its lock at once. */
final class LateBegin {
    private final JournalDatabase database;
    private final Connection connection;
    private Query[] unsent;
    private String epoch;

    LateBegin(JournalDatabase database, Connection connection, Deadline until) throws SQLException {
        this.database = database;
        this.connection = connection;
        JournalTransaction.begin(connection);
        unsent = database.dialect().beginning(database.lockWait(until), found -> epoch = found);
    }

    /** What to send before the next statement. */
    Query[] before() throws SQLException {
        return unsent.length == 0 ? unsent : database.dialect().before(connection, take());
    }

    /** Begins now, unless a statement has; returns the epoch of the transaction. */
    String epoch() throws SQLException {
        if (unsent.length > 0) {
            database.dialect().run(connection, take());
        }
        return database.found(Epoch.require(epoch));
    }

    private Query[] take() {
        Query[] taken = unsent;
        unsent = StatementRunner.NOTHING;
        return taken;
    }
}
