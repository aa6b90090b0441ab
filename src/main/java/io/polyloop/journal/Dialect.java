package io.polyloop.journal;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.polyloop.config.JournalSettings;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import javax.sql.DataSource;

/**
 * Everything that differs between the databases of the journal. To support another database, add an implementation, its
 * line in {@link #of} and a folder of migrations. The methods block, except where noted.
 */
interface Dialect extends AutoCloseable {
    /** Rows of parameters as a query: {@code sql} is valid wherever SQL allows a subquery. */
    record Rows(String sql, Object[] parameters) {}

    static Dialect of(JournalSettings settings, Path dataDir) {
        return settings.embedded() ? new SqliteDialect(settings, dataDir) : new PostgresDialect(settings);
    }

    // Known before the database is opened; these methods do not block.

    /** The number of connections that can commit in parallel. */
    int writers();

    /** The number of connections that commit units of work besides; 0 if they are committed with the appends. */
    int unitWriters();

    /** The number of connections that run transactions of the service besides; 0 if they take turns with the commits. */
    int transactions();

    /** The longest that a transaction, or the statements of a unit of work, can last. */
    Duration transactionTime();

    /** Whether other nodes can commit to the same database. */
    boolean shared();

    /** The command that backs up to this file; empty if Polyloop does that itself. */
    default Optional<String> backupInstruction(Path target) {
        return Optional.empty();
    }

    /** The command that restores this file; empty if Polyloop does that itself. */
    default Optional<String> restoreInstruction(Path backup) {
        return Optional.empty();
    }

    // Opening, in this order:

    /** Locks and checks the database as necessary; returns the configuration of the pool. */
    HikariConfig open() throws SQLException;

    Migrations migrations();

    /** Connections for the migrations of the service, which can take any time. */
    DataSource migrationSource(HikariDataSource pool);

    /** Ensures, after the migration, that there is an epoch; returns the first gap if a check was necessary. */
    default Optional<MissingMessagesException> start(Connection connection) throws SQLException {
        return Optional.empty();
    }

    /** The error to report for a failed start, with its remedy; empty to report the failure itself. */
    Optional<RuntimeException> explain(Exception failure);

    // Transactions:

    /** Fails if open connections no longer refer to the journal. */
    default void verify() throws SQLException {}

    /**
     * Begins a transaction and executes its first statements; returns the epoch of its history, which is read in the
     * same transaction before these statements. {@code lockWait} limits each wait for a lock.
     */
    String begin(Connection connection, Duration lockWait, Query... first) throws SQLException;

    /** The statements that {@link #begin} executes first, and that find the epoch. */
    Query[] beginning(Duration lockWait, Consumer<String> epoch);

    /** Begins a transaction that only reads and that {@link #endRead} ends. */
    String beginRead(Connection connection, Query... first) throws SQLException;

    default void endRead(Connection connection) throws SQLException {}

    /**
     * Begins a transaction in which the database refuses to write and that {@link #endReadOnly} ends.
     *
     * @param time the longest that a statement can last
     */
    void beginReadOnly(Connection connection, Duration time) throws SQLException;

    void endReadOnly(Connection connection) throws SQLException;

    /** Executes statements in order, in as few round trips as possible. */
    void run(Connection connection, Query... queries) throws SQLException;

    /** Executes statements before another one, or returns those to send with it in one round trip. */
    Query[] before(Connection connection, Query... queries) throws SQLException;

    /** Rows from columns of equal length, each an array of {@code String} or {@code Long}. */
    Rows rows(Object[]... columns);

    RowInserter rowInserter(Connection connection) throws SQLException;

    /** Sets a parameter that is no whole number. */
    void setDecimal(PreparedStatement statement, int index, BigDecimal value) throws SQLException;

    /** A query that returns a row if the database accepts writes. */
    String writableCheck();

    // Failures:

    /** Whether to retry work after a {@linkplain SqlFault#isTransient() transient} fault; a driver may do that itself. */
    boolean retries();

    /** Whether a statement failed for a reason of its own: others on the same connection can succeed. */
    boolean isStatementFault(SQLException failure);

    /** Whether the database rejected a COMMIT, so that nothing is stored. */
    boolean isRejectedCommit(SQLException failure);

    /** Whether a COMMIT was rejected because of a constraint that is checked only then. */
    boolean isDeferredViolation(SQLException failure);

    /**
     * Checks the constraints that otherwise the COMMIT checks. Fails, or returns the number of rows that violate one: more
     * than before are violations of this transaction.
     */
    long checkDeferred(Connection connection) throws SQLException;

    /** Whether stored data is missing or wrong. */
    default boolean isCorruption(SQLException failure) {
        return false;
    }

    /** Requires a check of the database at the next start. */
    default void markCorrupted() {}

    // Maintenance:

    Maintenance maintenance(
            JournalDatabase database, Trimmer trimmer, SizeCollector sizes, ChunkedWork work, Clock clock);

    /** Call it after the pool is closed. */
    @Override
    default void close() {}
}
