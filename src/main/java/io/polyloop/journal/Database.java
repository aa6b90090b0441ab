package io.polyloop.journal;

import com.zaxxer.hikari.HikariDataSource;
import io.polyloop.config.JournalSettings;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.Supplier;

/** The pool of connections to the journal's database, brought to the newest schema. Blocks: for worker threads. */
final class Database implements AutoCloseable {
    private final Dialect dialect;
    private final HikariDataSource pool;
    private final Duration timeout;
    private final Retries retries;
    private final EpochTracker epochs = new EpochTracker();
    private final CorruptionState corruption;

    private Database(Dialect dialect, HikariDataSource pool, Duration timeout) {
        this.dialect = dialect;
        this.pool = pool;
        this.timeout = timeout;
        this.retries = new Retries(timeout.dividedBy(4), dialect.retries());
        this.corruption = new CorruptionState(dialect);
    }

    /**
     * Opens, locks, checks and migrates. Fails with {@link JournalFileException}, {@link JournalInUseException} or
     * {@link SchemaTooNewException}; a database that cannot be reached is a {@link SQLException} or Flyway's.
     */
    static Database open(JournalSettings settings, Path dataDir) {
        return open(Dialect.of(settings, dataDir), settings.timeout());
    }

    static Database open(Dialect dialect, Duration timeout) {
        HikariDataSource pool = null;
        try {
            pool = new HikariDataSource(dialect.open());
            new Schema(pool, dialect.migrations()).migrate();
            Database database = new Database(dialect, pool, timeout);
            database.start();
            return database;
        } catch (RuntimeException | SQLException failure) {
            close(pool, dialect);
            // The drivers' own messages say neither which file or setting it is nor what to do.
            throw dialect.explain(failure)
                    .orElseGet(() ->
                            failure instanceof RuntimeException other ? other : new IllegalStateException(failure));
        }
    }

    private void start() throws SQLException {
        try (Connection connection = pool.getConnection()) {
            dialect.start(connection).ifPresent(this::reportFailure);
        }
    }

    Connection connection() throws SQLException {
        dialect.verify();
        return pool.getConnection();
    }

    /**
     * Begins a transaction and runs its first statements; returns its epoch.
     *
     * @param lockWait how long it may wait for a lock
     */
    String begin(Connection connection, Duration lockWait, Query... first) throws SQLException {
        return epochs.update(dialect.begin(connection, lockWait, first));
    }

    /** Reads. What a transient fault stopped is tried again. */
    <T> T read(Supplier<Reading<T>> reading) throws SQLException {
        return retries.run(
                () -> {
                    try (Connection connection = connection()) {
                        return read(connection, reading.get());
                    } catch (SQLException failure) {
                        reportFailure(failure);
                        throw failure;
                    }
                },
                deadline());
    }

    private <T> T read(Connection connection, Reading<T> reading) throws SQLException {
        String epoch = epochs.update(dialect.beginRead(connection, reading.first()));
        T result = reading.finish(connection, epoch);
        dialect.endRead(connection);
        return result;
    }

    /** The same for what has nothing to read together with the begin of its transaction. */
    <T> T query(Reading<T> reading) throws SQLException {
        return read(() -> reading);
    }

    Dialect dialect() {
        return dialect;
    }

    CorruptionState corruption() {
        return corruption;
    }

    /** Of work that begins now. */
    Deadline deadline() {
        return Deadline.in(timeout);
    }

    /** The epoch of the newest transaction; empty before the first. */
    String epoch() {
        return epochs.epoch();
    }

    /** For work with this database. */
    Retries retries() {
        return retries;
    }

    /**
     * Records what a failure says about the database. After an outage the other connections are as dead as the one that
     * failed, or lead to a server that was demoted.
     */
    void reportFailure(SQLException failure) {
        corruption.inspect(failure);
        if (SqlFault.of(failure) == SqlFault.OUTAGE) {
            pool.getHikariPoolMXBean().softEvictConnections();
        }
    }

    /** Closes a connection in an unknown state, with its transaction, instead of returning it to the pool. */
    void discard(Connection connection) {
        pool.evictConnection(connection);
    }

    @Override
    public void close() {
        close(pool, dialect);
    }

    private static void close(HikariDataSource pool, Dialect dialect) {
        if (pool != null) {
            pool.close();
        }
        dialect.close();
    }
}
