package io.polyloop.journal;

import com.zaxxer.hikari.HikariDataSource;
import io.polyloop.config.JournalSettings;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** The connection pool of the journal's database, with the current schema. Blocks: for worker threads. */
final class JournalDatabase implements AutoCloseable {
    private final Dialect dialect;
    private final HikariDataSource pool;
    private final Duration timeout;
    private final Retries retries;
    private final EpochTracker epochs = new EpochTracker();
    private final CorruptionState corruption;
    private final StatementWatchdog watchdog;
    /** Removed from the pool while another thread has them. At most one for each thread. */
    private final Set<Connection> abandoned = ConcurrentHashMap.newKeySet();

    /** One attempt to write. */
    interface Writing<T> {
        /** Runs within a transaction, whose history is {@code epoch}. */
        T run(Connection connection, String epoch) throws SQLException;
    }

    private JournalDatabase(Dialect dialect, HikariDataSource pool, Duration timeout) {
        this.dialect = dialect;
        this.pool = pool;
        this.timeout = timeout;
        this.retries = new Retries(timeout.dividedBy(4), dialect.retries());
        this.corruption = new CorruptionState(dialect);
        this.watchdog = new StatementWatchdog(dialect.transactionTime());
    }

    /**
     * Opens, locks, checks and migrates the database. Fails with {@link JournalFileException},
     * {@link JournalInUseException}, {@link SchemaTooNewException} or {@link MigrationException}, or with the driver's or
     * Flyway's exception if the database is unreachable.
     */
    static JournalDatabase open(JournalSettings settings, Path dataDir) {
        return open(Dialect.of(settings, dataDir), settings);
    }

    static JournalDatabase open(Dialect dialect, JournalSettings settings) {
        HikariDataSource pool = null;
        try {
            pool = new HikariDataSource(dialect.open());
            new Schema(pool, dialect.migrations()).migrate();
            migrateTables(pool, dialect, settings.sql().migrations());
            JournalDatabase database = new JournalDatabase(dialect, pool, settings.timeout());
            database.start();
            return database;
        } catch (RuntimeException | SQLException failure) {
            close(pool, dialect);
            // The messages of the drivers name neither the file or setting nor the remedy.
            throw dialect.explain(failure)
                    .orElseGet(() ->
                            failure instanceof RuntimeException other ? other : new IllegalStateException(failure));
        }
    }

    /** Runs the migrations of the service. */
    private static void migrateTables(HikariDataSource pool, Dialect dialect, List<Path> folders) throws SQLException {
        ClassLoader resources = JournalDatabase.class.getClassLoader();
        MigrationFiles files =
                MigrationFiles.find(resources, folders, dialect.migrations().own());
        if (!files.files().isEmpty() || hasHistory(pool)) {
            new AppMigrations(dialect.migrationSource(pool), dialect.migrations(), files).migrate();
        }
    }

    private static boolean hasHistory(HikariDataSource pool) throws SQLException {
        try (Connection connection = pool.getConnection();
                ResultSet tables = connection.getMetaData().getTables(null, null, Schema.APP_HISTORY, null)) {
            return tables.next();
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
     * @param lockWait the longest wait for a lock
     */
    String begin(Connection connection, Duration lockWait, Query... first) throws SQLException {
        return epochs.update(dialect.begin(connection, lockWait, first));
    }

    /** Records the epoch that a transaction has found. */
    String found(String epoch) {
        return epochs.update(epoch);
    }

    /** Reads in one transaction, with retries after transient faults. */
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

    /** The same for a reading without first statements. */
    <T> T query(Reading<T> reading) throws SQLException {
        return read(() -> reading);
    }

    /** Writes in one transaction, with retries after transient faults: a commit can then happen twice. */
    <T> T write(Writing<T> writing) throws SQLException {
        return retries.run(
                () -> {
                    try (JournalTransaction transaction = JournalTransaction.begin(this)) {
                        T result = writing.run(transaction.connection(), transaction.epoch());
                        transaction.commit();
                        return result;
                    } catch (SQLException failure) {
                        reportFailure(failure);
                        throw failure;
                    }
                },
                deadline());
    }

    Dialect dialect() {
        return dialect;
    }

    CorruptionState corruption() {
        return corruption;
    }

    /** The deadline of work that starts now. */
    Deadline deadline() {
        return Deadline.in(timeout);
    }

    /**
     * The longest wait for a lock of a transaction whose statements are bounded. It is shorter than their time, so that
     * the reason is known.
     */
    Duration lockWait(Deadline until) {
        Duration most = dialect.transactionTime().multipliedBy(4).dividedBy(5);
        return until.remaining().compareTo(most) < 0 ? until.remaining() : most;
    }

    /** Bounds the time of statements that are not the journal's own. */
    StatementWatchdog watchdog() {
        return watchdog;
    }

    /** The epoch of the newest transaction; empty before the first. */
    String epoch() {
        return epochs.epoch();
    }

    /** The retries for work with this database. */
    Retries retries() {
        return retries;
    }

    /**
     * Records a failure: it may show corruption or an outage. After an outage the other connections are dead too, or
     * lead to a demoted server.
     */
    void reportFailure(SQLException failure) {
        corruption.inspect(failure);
        if (SqlFault.of(failure) == SqlFault.OUTAGE) {
            pool.getHikariPoolMXBean().softEvictConnections();
        }
    }

    /** Closes a connection in an unknown state, with its transaction, instead of returning it to the pool. */
    void discard(Connection connection) {
        // Once: the pool warns of a second time.
        if (!abandoned.remove(connection)) {
            pool.evictConnection(connection);
        }
    }

    /**
     * Ends the transaction of a connection that another thread has, and does not use at this moment. That thread
     * discards it.
     */
    void abandon(Connection connection) {
        try {
            // At once, and not when the pool comes to it: others wait for its locks.
            connection.unwrap(Connection.class).close();
        } catch (SQLException gone) {
            // The server has ended the transaction.
        }
        abandoned.add(connection);
        pool.evictConnection(connection);
    }

    @Override
    public void close() {
        watchdog.close();
        close(pool, dialect);
    }

    private static void close(HikariDataSource pool, Dialect dialect) {
        if (pool != null) {
            pool.close();
        }
        dialect.close();
    }
}
