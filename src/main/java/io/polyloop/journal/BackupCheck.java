package io.polyloop.journal;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.sqlite.SQLiteDataSource;

/** Checks that a SQLite file is a complete journal that this build can serve. */
final class BackupCheck {
    private static final int TABLES = 5;
    private static final String COUNT_TABLES = "select count(*) from sqlite_master where type = 'table' and name in"
            + " ('journal', 'topics', 'messages', 'idempotency_keys', 'flyway_schema_history')";
    private final Path file;
    private final Path shown;

    /** @param shown the file to name in error messages, if {@code file} is a copy of it */
    BackupCheck(Path file, Path shown) {
        this.file = file;
        this.shown = shown;
    }

    void run(Connection connection) throws SQLException {
        if (!"%d".formatted(TABLES).equals(queryFirst(connection, COUNT_TABLES))
                || queryFirst(connection, Statements.EPOCH) == null) {
            throw new JournalFileException(
                    shown.toAbsolutePath() + " is a SQLite database, but not a journal of Polyloop;"
                            + " name a backup made with: java -jar polyloop.jar backup <file>");
        }
        SQLiteDataSource source = new SQLiteDataSource();
        source.setUrl(DatabaseFile.url(file));
        new Schema(source, SqliteDialect.MIGRATIONS).refuseNewer();
        Optional<MissingMessagesException> gap = SequenceGaps.findFirst(connection);
        if (gap.isPresent()) {
            throw new JournalFileException(shown.toAbsolutePath() + " is corrupted: "
                    + gap.get().getMessage() + ". Nothing was restored; name another backup");
        }
    }

    /** The first column of the first row; null if there is none. */
    private static String queryFirst(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            return row.next() ? row.getString(1) : null;
        }
    }
}
