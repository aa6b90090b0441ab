package io.polyloop.journal;

import io.polyloop.config.JournalSettings;
import io.polyloop.config.Retention;
import io.polyloop.config.SqlSettings;
import io.polyloop.config.TopicRetention;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Settings of a journal for unit tests. */
final class TestSettings {
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final SqlSettings SQL = sql(Duration.ofSeconds(5), 1_000, 1 << 20, List.of());

    private TestSettings() {}

    /** The limits of queries, and folders of migrations. */
    static SqlSettings sql(Duration timeout, int maxRows, int maxBytes, List<Path> migrations) {
        return new SqlSettings(2, 2, 100, timeout, maxRows, maxBytes, 100, Duration.ofMillis(500), migrations);
    }

    /** A journal at this URL with these migrations. */
    static JournalSettings migrating(String url, Path... folders) {
        return with(url, sql(Duration.ofSeconds(5), 1_000, 1 << 20, List.of(folders)));
    }

    static JournalSettings with(String url, SqlSettings sql) {
        JournalSettings base = at(url);
        return new JournalSettings(
                base.url(),
                base.user(),
                base.password(),
                base.timeout(),
                base.writers(),
                base.readers(),
                base.maxReads(),
                base.catchUpReaders(),
                base.batch(),
                base.maxPending(),
                base.maxPendingBytes(),
                base.retention(),
                base.keyRetention(),
                base.keyLimit(),
                base.trimInterval(),
                base.walWarn(),
                base.erase(),
                sql);
    }

    /** A journal at this URL that keeps everything for a day. */
    static JournalSettings at(String url) {
        return keeping(url, Duration.ofDays(1), Integer.MAX_VALUE, Duration.ofDays(1));
    }

    static JournalSettings keeping(String url, Duration retention, int messages, Duration keys) {
        return settings(url, 1_000, 100_000, 1 << 26, retention, messages, keys);
    }

    static JournalSettings keeping(String url, Retention retention) {
        return settings(
                url, Duration.ofSeconds(10), 1_000, 100_000, 1 << 26, retention, DAY, Integer.MAX_VALUE, MINUTE);
    }

    /** A journal that keeps this number of keys, each for a day. */
    static JournalSettings remembering(String url, int keys) {
        Retention retention = retention(DAY, Integer.MAX_VALUE);
        return settings(url, Duration.ofSeconds(10), 1_000, 100_000, 1 << 26, retention, DAY, keys, MINUTE);
    }

    /** The same retention for all topics except those of the rules. */
    static Retention retention(Duration age, int messages, Retention.Rule... rules) {
        return new Retention(new TopicRetention(age, messages, Long.MAX_VALUE), List.of(rules));
    }

    /** Only the limits of pending appends; there is no database. */
    static JournalSettings bounds(int batch, int maxPending, int maxPendingBytes) {
        return settings("sqlite", batch, maxPending, maxPendingBytes, Duration.ofDays(1), 1, Duration.ofDays(1));
    }

    /** The same for all queues of a database at this URL. */
    static JournalSettings bounds(String url, int maxPending) {
        return settings(url, 1_000, maxPending, 1 << 24, Duration.ofDays(1), 1, Duration.ofDays(1));
    }

    /** An embedded journal with this timeout. */
    static JournalSettings waiting(Duration timeout) {
        return waiting("sqlite", timeout);
    }

    /** A journal at this URL with this timeout. */
    static JournalSettings waiting(String url, Duration timeout) {
        return settings(
                url, timeout, 1_000, 100_000, 1 << 26, retention(DAY, Integer.MAX_VALUE), DAY, Integer.MAX_VALUE, DAY);
    }

    private static JournalSettings settings(
            String url, int batch, int pending, int bytes, Duration retention, int messages, Duration keys) {
        Duration timeout = Duration.ofSeconds(10);
        return settings(
                url, timeout, batch, pending, bytes, retention(retention, messages), keys, Integer.MAX_VALUE, MINUTE);
    }

    private static JournalSettings settings(
            String url,
            Duration timeout,
            int batch,
            int pending,
            int bytes,
            Retention retention,
            Duration keys,
            int keyLimit,
            Duration trimInterval) {
        return new JournalSettings(
                url,
                "",
                "",
                timeout,
                2,
                2,
                100,
                2,
                batch,
                pending,
                bytes,
                retention,
                keys,
                keyLimit,
                trimInterval,
                1 << 26,
                true,
                SQL);
    }
}
