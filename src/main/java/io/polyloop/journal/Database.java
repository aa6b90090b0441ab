package io.polyloop.journal;

import com.zaxxer.hikari.HikariDataSource;
import io.polyloop.config.JournalSettings;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The pool of connections to the journal's database, brought to the newest schema. Blocks: for worker threads. */
final class Database implements AutoCloseable {
    /** What is asked of one connection, and may be asked again of another. */
    interface Query<T> {
        T run(Connection connection, String epoch) throws SQLException;
    }

    private static final Logger LOG = LoggerFactory.getLogger(Database.class);

    private final HikariDataSource pool;
    private final DatabaseFile file;
    private final History history;
    private final Duration timeout;
    private final Retries retries;
    private final CorruptionState corruption = new CorruptionState();

    private Database(HikariDataSource pool, DatabaseFile file, Duration timeout) {
        this.pool = pool;
        this.file = file;
        Duration quarter = timeout.dividedBy(4);
        this.history = file == null ? new PostgresHistory(quarter, timeout) : new SqliteHistory();
        this.timeout = timeout;
        // SQLite's driver waits by itself.
        this.retries = new Retries(quarter, file == null);
    }

    /**
     * Opens, locks, checks and migrates. Fails with {@link JournalFileException}, {@link JournalInUseException} or
     * {@link SchemaTooNewException}; a database that cannot be reached is a {@link SQLException} or Flyway's.
     */
    static Database open(JournalSettings settings, Path dataDir) {
        DatabaseFile file = settings.embedded() ? DatabaseFile.lock(dataDir) : null;
        HikariDataSource pool = null;
        try {
            if (file != null && file.needsCheck()) {
                QuickCheck.run(file.path(), "it was not closed by its node, changed since, or known to be damaged");
            }
            if (file != null) {
                FileSpace.prepare(file.url(), file.path());
            }
            pool = new HikariDataSource(file == null ? Pools.postgres(settings) : Pools.sqlite(settings, file.url()));
            new Schema(pool, file != null).migrate();
            if (file != null) {
                claimFile(file, pool);
            }
            Database database = new Database(pool, file, settings.timeout());
            if (file != null && file.needsCheck()) {
                database.checkForGaps();
            }
            return database;
        } catch (RuntimeException | SQLException failure) {
            close(pool, file);
            throw explained(failure, file, settings);
        }
    }

    Connection connection() throws SQLException {
        checkFile();
        return pool.getConnection();
    }

    /** Reads. What a passing fault stopped is asked again. */
    <T> T query(Query<T> query) throws SQLException {
        return retries.run(
                () -> {
                    try (Connection connection = connection()) {
                        return run(connection, query);
                    } catch (SQLException failure) {
                        reportFailure(failure);
                        throw failure;
                    }
                },
                deadline());
    }

    private <T> T run(Connection connection, Query<T> query) throws SQLException {
        // SQLite's transactions take the lock for writing, and a file has no other history under a running node.
        if (embedded()) {
            return query.run(connection, history.begin(connection));
        }
        Transaction.begin(connection);
        T answer = query.run(connection, history.begin(connection));
        Transaction.commit(connection);
        return answer;
    }

    /** Fails if what an open connection would write to is no longer the journal. */
    void checkFile() throws SQLException {
        if (file != null) {
            file.checkUnchanged();
        }
    }

    RowInserter rowInserter(Connection connection) throws SQLException {
        return embedded() ? new SqliteRowInserter(connection) : new PostgresRowInserter(connection);
    }

    /** The room of the file of this node; only if it is {@link #embedded()}. */
    FileSpace fileSpace() {
        return new FileSpace(this, file.path());
    }

    CorruptionState corruption() {
        return corruption;
    }

    /** Of work that begins now. */
    Deadline deadline() {
        return Deadline.in(timeout);
    }

    History history() {
        return history;
    }

    /** For work with this database. */
    Retries retries() {
        return retries;
    }

    /** Whether it is a file of this node. */
    boolean embedded() {
        return file != null;
    }

    /**
     * After an outage the other connections are as dead as the one that failed, or lead to a server that was demoted.
     */
    void reportFailure(SQLException failure) {
        corruption.inspect(failure, embedded());
        if (embedded() && corruption.detected().isPresent()) {
            file.markCorrupted();
        }
        if (SqlFault.of(failure) == SqlFault.OUTAGE) {
            pool.getHikariPoolMXBean().softEvictConnections();
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

    /** What the check of the pages does not find. */
    private void checkForGaps() throws SQLException {
        try (Connection connection = connection()) {
            SequenceGaps.findFirst(connection).ifPresent(this::reportFailure);
        }
    }

    private static void claimFile(DatabaseFile file, HikariDataSource pool) throws SQLException {
        try (Connection connection = pool.getConnection()) {
            if (file.newEpochReason().isPresent()) {
                LOG.warn(
                        "{} {}; its history gets a new epoch, and subscribers are sent a reset",
                        file.path(),
                        file.newEpochReason().get());
                Epoch.renew(connection);
            }
            file.writeId(connection);
        }
    }

    /** The drivers' own messages say neither which file or setting it is nor what to do. */
    private static RuntimeException explained(Exception failure, DatabaseFile file, JournalSettings settings) {
        Optional<? extends RuntimeException> known =
                failure instanceof JournalFileException ? Optional.empty() : known(failure, file, settings);
        return known.<RuntimeException>map(fault -> fault)
                .orElseGet(
                        () -> failure instanceof RuntimeException other ? other : new IllegalStateException(failure));
    }

    private static Optional<? extends RuntimeException> known(
            Exception failure, DatabaseFile file, JournalSettings settings) {
        return file == null
                ? FaultText.known(failure)
                        .map(text -> new IllegalStateException(text, failure))
                        // Without its cause, which says the same once more.
                        .or(() -> FaultText.unreachable(failure, settings).map(IllegalStateException::new))
                : SqliteFault.explain(file.path(), failure);
    }
}
