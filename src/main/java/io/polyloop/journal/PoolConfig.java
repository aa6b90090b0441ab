package io.polyloop.journal;

import com.zaxxer.hikari.HikariConfig;
import io.polyloop.config.JournalSettings;
import java.time.Duration;
import java.util.Properties;

/** The configuration of the connection pool that all databases share. */
final class PoolConfig {
    /** The minimum of HikariCP. */
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

    /** The longest waits for a connection, and for the validation of an idle one. */
    static void setWaits(HikariConfig pool, Duration connection, Duration validation) {
        pool.setConnectionTimeout(Math.max(MIN_WAIT_MS, connection.toMillis()));
        pool.setValidationTimeout(Math.max(MIN_WAIT_MS, validation.toMillis()));
    }
}
