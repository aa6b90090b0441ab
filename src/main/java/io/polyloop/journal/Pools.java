package io.polyloop.journal;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.SQLExceptionOverride;
import io.polyloop.config.JournalSettings;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import org.sqlite.SQLiteException;

/** How the pool connects to each of the two databases, and how long it waits for what. */
final class Pools {
    /** SQLITE_OPEN_READWRITE. */
    private static final String READ_WRITE = "2";
    /** The least that HikariCP accepts. */
    private static final long MIN_WAIT_MS = 250;

    /** After most failures of SQLite, its driver does not know whether a transaction is open. */
    private static final class CloseAfterFailure implements SQLExceptionOverride {
        @java.lang.Override
        public Override adjudicate(SQLException failure) {
            return failure instanceof SQLiteException ? Override.MUST_EVICT : Override.CONTINUE_EVICT;
        }
    }

    private Pools() {}

    static HikariConfig sqlite(JournalSettings settings, String url) {
        Properties pragmas = new Properties();
        pragmas.put("journal_mode", "WAL");
        // NORMAL would acknowledge messages that a power cut takes back.
        pragmas.put("synchronous", "FULL");
        // Deleting overwrites: what is deleted now and then only would leave its earlier copies in free pages.
        pragmas.put("secure_delete", "true");
        // Without IMMEDIATE two writers upgrade their read locks at once, and one of them fails.
        pragmas.put("transaction_mode", "IMMEDIATE");
        // Never CREATE: the pool opens connections at any time, and while the file is moved away SQLite would make an
        // empty one in its place, and throw away the log of the real one.
        pragmas.put("open_mode", READ_WRITE);
        long timeout = settings.timeout().toMillis();
        pragmas.put("busy_timeout", Long.toString(timeout));
        HikariConfig pool = pool(settings, url, pragmas);
        pool.setConnectionTimeout(Math.max(MIN_WAIT_MS, timeout));
        pool.setValidationTimeout(Math.max(MIN_WAIT_MS, timeout / 2));
        pool.setMinimumIdle(1);
        pool.setExceptionOverride(new CloseAfterFailure());
        return pool;
    }

    /**
     * A server that falls silent costs half of {@code journal.timeout}, a new connection a quarter: so there is time
     * left to ask what became of a commit. What the URL says counts more.
     */
    static HikariConfig postgres(JournalSettings settings) {
        Duration half = settings.timeout().dividedBy(2);
        Duration quarter = settings.timeout().dividedBy(4);
        Properties properties = new Properties();
        properties.put("reWriteBatchedInserts", "true");
        properties.put("connectTimeout", seconds(quarter));
        properties.put("socketTimeout", seconds(half));
        properties.put("tcpKeepAlive", "true");
        properties.put("ApplicationName", "polyloop");
        HikariConfig pool = pool(settings, settings.url(), properties);
        pool.setConnectionTimeout(Math.max(MIN_WAIT_MS, quarter.toMillis()));
        pool.setValidationTimeout(Math.max(MIN_WAIT_MS, quarter.toMillis()));
        // With none to keep, each caller that waits begins anew to connect, and so soon after the server is back.
        pool.setMinimumIdle(0);
        if (!settings.user().isEmpty()) {
            pool.setUsername(settings.user());
            pool.setPassword(settings.password());
        }
        return pool;
    }

    private static HikariConfig pool(JournalSettings settings, String url, Properties properties) {
        HikariConfig pool = new HikariConfig();
        pool.setPoolName("journal");
        pool.setJdbcUrl(url);
        pool.setDataSourceProperties(properties);
        pool.setMaximumPoolSize(JournalWorkers.connections(settings));
        return pool;
    }

    /** The driver counts in seconds, and takes 0 for ever. */
    private static String seconds(Duration time) {
        return Long.toString(Math.max(1, time.toSeconds()));
    }
}
