package io.polyloop.journal;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.polyloop.config.JournalSettings;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;
import org.flywaydb.core.Flyway;

/** The pool of connections to the journal's database, brought to the newest schema. Blocks: for worker threads. */
final class Database implements AutoCloseable {
    /** SQLITE_OPEN_READWRITE. */
    private static final String READ_WRITE = "2";

    private final HikariDataSource pool;
    private final DatabaseFile file;

    private Database(HikariDataSource pool, DatabaseFile file) {
        this.pool = pool;
        this.file = file;
    }

    /** Opens, locks and migrates. A database that cannot be reached is a {@link SQLException} or Flyway's. */
    static Database open(JournalSettings settings, Path dataDir) {
        DatabaseFile file = settings.embedded() ? DatabaseFile.lock(dataDir) : null;
        HikariDataSource pool = null;
        try {
            pool = new HikariDataSource(file == null ? postgres(settings) : sqlite(settings, file));
            migrate(pool, file != null);
            return new Database(pool, file);
        } catch (RuntimeException failure) {
            close(pool, file);
            throw failure;
        }
    }

    Connection connection() throws SQLException {
        checkInPlace();
        return pool.getConnection();
    }

    /** Fails if what an open connection would write to is no longer the journal. */
    void checkInPlace() throws SQLException {
        if (file != null) {
            file.checkInPlace();
        }
    }

    /** Closes a connection in an unknown state, with its transaction, instead of taking it back into the pool. */
    void discard(Connection connection) {
        pool.evictConnection(connection);
    }

    @Override
    public void close() {
        close(pool, file);
    }

    private static void close(HikariDataSource pool, DatabaseFile file) {
        if (pool != null) {
            pool.close();
        }
        if (file != null) {
            file.close();
        }
    }

    private static void migrate(HikariDataSource pool, boolean sqlite) {
        Flyway.configure()
                .dataSource(pool)
                .placeholders(Map.of("bytewise", sqlite ? "" : "collate \"C\""))
                .load()
                .migrate();
    }

    private static HikariConfig sqlite(JournalSettings settings, DatabaseFile file) {
        Properties pragmas = new Properties();
        pragmas.put("journal_mode", "WAL");
        // NORMAL would acknowledge messages that a power cut takes back.
        pragmas.put("synchronous", "FULL");
        // Without IMMEDIATE two writers upgrade their read locks at once, and one of them fails.
        pragmas.put("transaction_mode", "IMMEDIATE");
        // Never CREATE: the pool opens connections at any time, and while the file is moved away SQLite would make an
        // empty one in its place, and throw away the log of the real one.
        pragmas.put("open_mode", READ_WRITE);
        pragmas.put("busy_timeout", Long.toString(settings.timeout().toMillis()));
        return pool(settings, file.url(), pragmas);
    }

    private static HikariConfig postgres(JournalSettings settings) {
        Properties properties = new Properties();
        String seconds = Long.toString(Math.max(1, settings.timeout().toSeconds()));
        properties.put("reWriteBatchedInserts", "true");
        properties.put("connectTimeout", seconds);
        properties.put("socketTimeout", seconds);
        properties.put("tcpKeepAlive", "true");
        HikariConfig pool = pool(settings, settings.url(), properties);
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
        pool.setMaximumPoolSize(settings.readers() + Lanes.count(settings) + JournalVerticle.OTHER_WRITERS);
        pool.setMinimumIdle(1);
        pool.setConnectionTimeout(Math.max(250, settings.timeout().toMillis()));
        pool.setValidationTimeout(Math.max(250, settings.timeout().toMillis() / 2));
        return pool;
    }
}
