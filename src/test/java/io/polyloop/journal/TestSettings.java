package io.polyloop.journal;

import io.polyloop.config.JournalSettings;
import java.time.Duration;

/** Settings of a journal as its unit tests need them. */
final class TestSettings {
    private TestSettings() {}

    /** A journal at this address that keeps everything for a day. */
    static JournalSettings at(String url) {
        return keeping(url, Duration.ofDays(1), Integer.MAX_VALUE, Duration.ofDays(1));
    }

    static JournalSettings keeping(String url, Duration retention, int messages, Duration keys) {
        return settings(url, 1_000, 100_000, 1 << 26, retention, messages, keys);
    }

    /** No database; only what bounds the gathering of appends. */
    static JournalSettings bounds(int batch, int maxPending, int maxPendingBytes) {
        return settings("sqlite", batch, maxPending, maxPendingBytes, Duration.ofDays(1), 1, Duration.ofDays(1));
    }

    /** No database either; bounds for what may wait, all lanes of such a database together. */
    static JournalSettings bounds(String url, int maxPending) {
        return settings(url, 1_000, maxPending, 1 << 24, Duration.ofDays(1), 1, Duration.ofDays(1));
    }

    /** An embedded journal that waits so long for the database. */
    static JournalSettings waiting(Duration timeout) {
        return waiting("sqlite", timeout);
    }

    /** A journal at this address that waits so long for the database. */
    static JournalSettings waiting(String url, Duration timeout) {
        Duration day = Duration.ofDays(1);
        return new JournalSettings(
                url, "", "", timeout, 2, 2, 100, 2, 1_000, 100_000, 1 << 26, day, Integer.MAX_VALUE, day, day);
    }

    private static JournalSettings settings(
            String url, int batch, int pending, int bytes, Duration retention, int messages, Duration keys) {
        Duration timeout = Duration.ofSeconds(10);
        Duration interval = Duration.ofMinutes(1);
        return new JournalSettings(
                url, "", "", timeout, 2, 2, 100, 2, batch, pending, bytes, retention, messages, keys, interval);
    }
}
