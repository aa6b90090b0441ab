package io.polyloop.journal;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.sqlite.SQLiteDataSource;

/** Whether a SQLite file is a whole journal that this build can serve. */
final class BackupCheck {
    private static final int TABLES = 5;
    private static final String COUNT_TABLES = "select count(*) from sqlite_master where type = 'table' and name in"
            + " ('journal', 'topics', 'messages', 'idempotency_keys', 'flyway_schema_history')";
    private final Path file;
    private final Path shown;

    /** @param shown the file to name in failures, if {@code file} is a copy */
    BackupCheck(Path file, Path shown) {
        this.file = file;
        this.shown = shown;
    }

    void run(Connection connection) throws SQLException {
        if (!"%d".formatted(TABLES).equals(first(connection, COUNT_TABLES))
                || first(connection, Statements.EPOCH) == null) {
            throw new JournalFileException(
                    shown.toAbsolutePath() + " is a SQLite database, but not a journal of Polyloop:"
                            + " name a backup that was made by: java -jar polyloop.jar backup <file>");
        }
        SQLiteDataSource source = new SQLiteDataSource();
        source.setUrl(DatabaseFile.url(file));
        new Schema(source, SqliteDialect.MIGRATIONS).refuseNewer();
        Optional<MissingMessagesException> hole = SequenceGaps.findFirst(connection);
        if (hole.isPresent()) {
            throw new JournalFileException(shown.toAbsolutePath() + " is damaged: "
                    + hole.get().getMessage() + ". Nothing was restored: name another backup");
        }
    }

    /** The first column of the first row; null if there is none. */
    private static String first(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            return row.next() ? row.getString(1) : null;
        }
    }
}
