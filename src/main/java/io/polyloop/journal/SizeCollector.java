package io.polyloop.journal;

import io.polyloop.journal.SizeGauges.Size;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Measures the content and the files of the journal. Blocks: for worker threads only. */
final class SizeCollector {
    private static final String DATABASE_BYTES = "select pg_database_size(current_database())";

    private final JournalDatabase database;
    private final SizeGauges gauges;

    SizeCollector(JournalDatabase database, SizeGauges gauges) {
        this.database = database;
        this.gauges = gauges;
    }

    /** Counts rows; takes some seconds if there are many millions of keys. */
    void collectRows() throws SQLException {
        database.query((connection, epoch) -> {
            try (Statement statement = connection.createStatement();
                    ResultSet kept = statement.executeQuery(Statements.COUNT_KEPT)) {
                kept.next();
                gauges.set(Size.TOPICS, kept.getLong(1));
                gauges.set(Size.MESSAGES, kept.getLong(2));
            }
            gauges.set(Size.EMPTY_TOPICS, number(connection, Statements.COUNT_EMPTY));
            gauges.set(Size.KEYS, number(connection, Statements.COUNT_KEYS));
            return null;
        });
    }

    /** Collects the sizes of SQLite's file and WAL. */
    void collectFile(FileSpace space) throws SQLException {
        gauges.set(Size.FILE, space.fileBytes());
        gauges.set(Size.LOG, space.walBytes());
        gauges.set(Size.FREE, space.freeBytes());
    }

    /** Collects the size of PostgreSQL's database. */
    void collectDatabase() throws SQLException {
        gauges.set(Size.FILE, database.query((connection, epoch) -> number(connection, DATABASE_BYTES)));
    }

    private static long number(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }
}
