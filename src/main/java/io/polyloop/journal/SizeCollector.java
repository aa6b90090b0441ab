package io.polyloop.journal;

import io.polyloop.journal.SizeGauges.Size;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Counts what the journal holds. Blocks: for worker threads only. */
final class SizeCollector {
    private static final String DATABASE_BYTES = "select pg_database_size(current_database())";

    private final Database collectDatabase;
    private final SizeGauges sizes;

    SizeCollector(Database database, SizeGauges sizes) {
        this.collectDatabase = database;
        this.sizes = sizes;
    }

    /** Counts rows; reads for some seconds if there are many millions of keys. */
    void collectRows() throws SQLException {
        collectDatabase.query((connection, epoch) -> {
            try (Statement statement = connection.createStatement();
                    ResultSet kept = statement.executeQuery(Statements.COUNT_KEPT)) {
                kept.next();
                sizes.set(Size.TOPICS, kept.getLong(1));
                sizes.set(Size.MESSAGES, kept.getLong(2));
            }
            sizes.set(Size.EMPTY_TOPICS, number(connection, Statements.COUNT_EMPTY));
            sizes.set(Size.KEYS, number(connection, Statements.COUNT_KEYS));
            return null;
        });
    }

    /** Takes the sizes of SQLite's file and log. */
    void collectFile(FileSpace space) throws SQLException {
        sizes.set(Size.FILE, space.fileBytes());
        sizes.set(Size.LOG, space.walBytes());
        sizes.set(Size.FREE, space.freeBytes());
    }

    /** Takes the size of PostgreSQL's database. */
    void collectDatabase() throws SQLException {
        sizes.set(Size.FILE, collectDatabase.query((connection, epoch) -> number(connection, DATABASE_BYTES)));
    }

    private static long number(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }
}
