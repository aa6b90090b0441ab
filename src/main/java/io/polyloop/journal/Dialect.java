package io.polyloop.journal;

import com.zaxxer.hikari.HikariConfig;
import io.polyloop.config.JournalSettings;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/**
 * Everything that differs between the databases that can hold the journal. A further database is one more
 * implementation, its line in {@link #of} and its folder of migrations. Blocks, except where noted.
 */
interface Dialect extends AutoCloseable {
    /** Rows of parameters as SQL: {@code sql} stands where a query may stand. */
    record Rows(String sql, Object[] parameters) {}

    static Dialect of(JournalSettings settings, Path dataDir) {
        return settings.embedded() ? new SqliteDialect(settings, dataDir) : new PostgresDialect(settings);
    }

    // Known before it is opened; these do not block.

    /** Connections that may commit at the same time. */
    int writers();

    /** Whether other nodes may commit to the same database. */
    boolean shared();

    /** How to back up to this file if Polyloop's own command cannot. */
    default Optional<String> backupInstruction(Path target) {
        return Optional.empty();
    }

    /** How to restore this file if Polyloop's own command cannot. */
    default Optional<String> restoreInstruction(Path backup) {
        return Optional.empty();
    }

    // Opening, in this order.

    /** Takes possession of the database as far as it needs that; returns how the pool connects to it. */
    HikariConfig open() throws SQLException;

    Migrations migrations();

    /** After the migration: makes sure that the journal has an epoch; returns the first gap if it had to be checked. */
    default Optional<MissingMessagesException> start(Connection connection) throws SQLException {
        return Optional.empty();
    }

    /** What a failed start is to the user: what is wrong and what to do; empty if the failure already says so. */
    Optional<RuntimeException> explain(Exception failure);

    // Transactions.

    /** Fails if open connections no longer lead to the journal. */
    default void verify() throws SQLException {}

    /**
     * Begins a transaction and runs its first statements; returns the epoch of the history that it belongs to, which
     * was read in the same transaction before any of them ran. {@code lockWait} bounds each wait for a lock.
     */
    String begin(Connection connection, Duration lockWait, Query... first) throws SQLException;

    /** The same for a transaction that only reads, until {@link #endRead}. */
    String beginRead(Connection connection, Query... first) throws SQLException;

    default void endRead(Connection connection) throws SQLException {}

    /** Runs these statements in order, in as few round trips as possible. */
    void run(Connection connection, Query... queries) throws SQLException;

    /** One row for each index of the columns, which are equally long and of {@code String} or {@code Long}. */
    Rows rows(Object[]... columns);

    RowInserter rowInserter(Connection connection) throws SQLException;

    /** Returns a row if the database takes writes. */
    String writableCheck();

    // Failures.

    /** Whether work that failed by {@link SqlFault#isTransient()} is repeated here; the driver may do it by itself. */
    boolean retries();

    /** Whether the database answered a COMMIT by refusing it, and so stored nothing. */
    boolean isRejectedCommit(SQLException failure);

    /** Whether stored data is lost or wrong. */
    default boolean isCorruption(SQLException failure) {
        return false;
    }

    /** Remembers across a restart that the database has to be checked. */
    default void markCorrupted() {}

    // Upkeep.

    Maintenance maintenance(Database database, Trimmer trimmer, SizeCollector sizes, ChunkedWork work);

    /** After the pool is closed. */
    @Override
    default void close() {}
}
