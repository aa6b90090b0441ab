package io.polyloop.config;

import java.time.Duration;

/** The journal's database, limits and retention. Sizes in bytes. */
public record JournalSettings(
        String url,
        String user,
        String password,
        Duration timeout,
        int writers,
        int readers,
        int maxReads,
        int catchUpReaders,
        int batch,
        int maxPending,
        int maxPendingBytes,
        Retention retention,
        Duration keyRetention,
        int keyLimit,
        Duration trimInterval,
        int walWarn,
        boolean erase,
        SqlSettings sql) {

    static JournalSettings read(SettingsReader reader) {
        return new JournalSettings(
                reader.text("journal.url"),
                reader.text("journal.user"),
                reader.secret("journal.password"),
                reader.duration("journal.timeout", "100ms", "5m"),
                reader.number("journal.writers", 1, 64),
                reader.number("journal.readers", 1, 64),
                reader.number("journal.max-reads", 1, 1_000_000),
                reader.number("journal.catch-up-readers", 1, 64),
                reader.number("journal.batch", 1, 10_000),
                reader.number("journal.max-pending", 1, 10_000_000),
                reader.size("journal.max-pending-bytes", "1KiB", "1GiB"),
                Retention.read(reader),
                reader.duration("journal.key-retention", RetentionEntry.MIN_AGE, RetentionEntry.MAX_AGE),
                reader.number("journal.key-limit", 1, Integer.MAX_VALUE),
                reader.duration("journal.trim-interval", "100ms", "1d"),
                reader.size("journal.wal-warn", "1MiB", "1GiB"),
                reader.flag("journal.erase"),
                SqlSettings.read(reader));
    }

    /** Whether the journal is the embedded database, a SQLite file. */
    public boolean embedded() {
        return url.equals("sqlite");
    }

    /** The URL of the database without its parameters, which can contain a password. */
    public String address() {
        return url.replaceAll("[?].*", "");
    }

    /** Without the password: settings are logged. */
    @Override
    public String toString() {
        return "JournalSettings[url=" + address() + ", user=" + user + "]";
    }
}
