package io.polyloop.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * The limits of what verticles do with the journal's database. Sizes in bytes.
 *
 * @param readers connections that query
 * @param transactions connections that run transactions; SQLite always uses one
 * @param maxPending queries, and transactions, that wait for a connection
 * @param timeout of a query
 * @param maxRows rows of one result
 * @param maxBytes of one result
 * @param maxStatements statements of one unit of work
 * @param transactionTime the longest that a transaction can last
 * @param migrations folders of migrations, besides the packaged ones
 */
public record SqlSettings(
        int readers,
        int transactions,
        int maxPending,
        Duration timeout,
        int maxRows,
        int maxBytes,
        int maxStatements,
        Duration transactionTime,
        List<Path> migrations) {

    static SqlSettings read(SettingsReader reader) {
        SqlSettings settings = new SqlSettings(
                reader.number("sql.readers", 1, 64),
                reader.number("sql.transactions", 1, 64),
                reader.number("sql.max-pending", 1, 1_000_000),
                reader.duration("sql.timeout", "10ms", "5m"),
                reader.number("sql.max-rows", 1, 10_000_000),
                reader.size("sql.max-bytes", "1KiB", "1GiB"),
                reader.number("sql.max-statements", 1, 10_000),
                reader.duration("journal.transaction-time", "10ms", "1m"),
                reader.texts("sql.migrations").stream().map(Path::of).toList());
        settings.check(reader);
        return settings;
    }

    private void check(SettingsReader reader) {
        migrations.stream()
                .filter(folder -> !Files.isDirectory(folder))
                .forEach(folder -> reader.reject(
                        "sql.migrations",
                        folder.toAbsolutePath() + " is not a directory; create it, or leave the setting empty"));
    }
}
