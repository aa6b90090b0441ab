package io.polyloop.config;

import java.time.Duration;

/** The journal's database, its bounds and what it keeps. Sizes in bytes. */
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
        Duration retention,
        int retentionMessages,
        Duration keyRetention,
        Duration trimInterval) {

    static JournalSettings read(Keys keys) {
        return new JournalSettings(
                keys.text("journal.url"),
                keys.text("journal.user"),
                keys.secret("journal.password"),
                keys.duration("journal.timeout", "100ms", "5m"),
                keys.number("journal.writers", 1, 64),
                keys.number("journal.readers", 1, 64),
                keys.number("journal.max-reads", 1, 1_000_000),
                keys.number("journal.catch-up-readers", 1, 64),
                keys.number("journal.batch", 1, 10_000),
                keys.number("journal.max-pending", 1, 10_000_000),
                keys.size("journal.max-pending-bytes", "1KiB", "1GiB"),
                keys.duration("journal.retention", "1s", "36500d"),
                keys.number("journal.retention-messages", 1, Integer.MAX_VALUE),
                keys.duration("journal.key-retention", "1s", "36500d"),
                keys.duration("journal.trim-interval", "100ms", "1d"));
    }

    /** Whether the journal is the embedded one: a SQLite file. */
    public boolean embedded() {
        return url.equals("sqlite");
    }

    /** The database's address without its parameters: a password may be among them. */
    public String address() {
        return url.replaceAll("[?].*", "");
    }

    /** Never the password: this is printed and logged. */
    @Override
    public String toString() {
        return "JournalSettings[url=" + address() + ", user=" + user + "]";
    }
}
