package io.polyloop.journal;

import com.zaxxer.hikari.HikariConfig;
import io.polyloop.config.JournalSettings;
import java.time.Duration;
import java.util.Properties;

/** The part of the pool's configuration that every database shares. */
final class PoolConfig {
    /** The least that HikariCP accepts. */
    private static final long MIN_WAIT_MS = 250;

    private PoolConfig() {}

    /** @param properties of the driver */
    static HikariConfig of(JournalSettings settings, int writers, String url, Properties properties) {
        HikariConfig pool = new HikariConfig();
        pool.setPoolName("journal");
        pool.setJdbcUrl(url);
        pool.setDataSourceProperties(properties);
        pool.setMaximumPoolSize(JournalWorkers.connections(settings, writers));
        return pool;
    }

    /** How long a caller waits for a connection, and the check of an idle connection for its answer. */
    static void setWaits(HikariConfig pool, Duration connection, Duration validation) {
        pool.setConnectionTimeout(Math.max(MIN_WAIT_MS, connection.toMillis()));
        pool.setValidationTimeout(Math.max(MIN_WAIT_MS, validation.toMillis()));
    }
}
