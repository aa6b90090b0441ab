package io.polyloop.journal;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.SQLExceptionOverride;
import com.zaxxer.hikari.util.DriverDataSource;
import io.polyloop.config.JournalSettings;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteException;

/** The embedded journal: a file that one node owns. SQLite runs in the process and has one writer at a time. */
final class SqliteDialect implements Dialect {
    static final Migrations MIGRATIONS = new Migrations(
            List.of("db/migration"),
            "",
            "sqlite",
            // Otherwise a table could not be replaced by a changed copy without deleting the rows that refer to it.
            "pragma foreign_keys = off");

    private static final Logger LOG = LoggerFactory.getLogger(SqliteDialect.class);
    /** SQLITE_OPEN_READWRITE. */
    private static final String READ_WRITE = "2";

    private static final long MIN_VALUE_BYTES = 32 << 20;

    /** After most failures, SQLite's driver does not know whether a transaction is open. */
    private static final class CloseAfterFailure implements SQLExceptionOverride {
        @java.lang.Override
        public Override adjudicate(SQLException failure) {
            return failure instanceof SQLiteException ? Override.MUST_EVICT : Override.CONTINUE_EVICT;
        }
    }

    private final JournalSettings settings;
    private final Path dataDir;
    private DatabaseFile file; // from open() on

    SqliteDialect(JournalSettings settings, Path dataDir) {
        this.settings = settings;
        this.dataDir = dataDir;
    }

    @Override
    public int writers() {
        return 1;
    }

    @Override
    public int unitWriters() {
        return 0;
    }

    @Override
    public int transactions() {
        return 0;
    }

    @Override
    public Duration transactionTime() {
        return settings.sql().transactionTime();
    }

    @Override
    public boolean shared() {
        return false;
    }

    @Override
    public HikariConfig open() throws SQLException {
        file = DatabaseFile.lock(dataDir);
        if (file.needsCheck()) {
            QuickCheck.run(file.path(), "it was not closed cleanly, was changed since, or is known to be corrupted");
        }
        FileSpace.prepare(file.url(), file.path());
        Duration timeout = settings.timeout();
        HikariConfig pool = PoolConfig.of(settings, writers(), file.url(), pragmas());
        pool.setDataSource(SqliteConnection.source(file.url(), pool.getDataSourceProperties()));
        PoolConfig.setWaits(pool, timeout, timeout.dividedBy(2));
        pool.setMinimumIdle(1);
        pool.setExceptionOverride(new CloseAfterFailure());
        return pool;
    }

    private Properties pragmas() {
        Properties pragmas = new Properties();
        pragmas.put("journal_mode", "WAL");
        // NORMAL would acknowledge messages that a power failure loses.
        pragmas.put("synchronous", "FULL");
        // Deletes overwrite the data. Switched on for a single deletion, this would leave earlier copies in free pages.
        pragmas.put("secure_delete", "true");
        // Without IMMEDIATE, two writers would upgrade their read locks at the same time, and one would fail.
        pragmas.put("transaction_mode", "IMMEDIATE");
        // Never CREATE: the pool opens connections at any time, and if the file was moved away, SQLite would create an
        // empty one and discard the WAL of the real one.
        pragmas.put("open_mode", READ_WRITE);
        pragmas.put("foreign_keys", "true");
        pragmas.put("busy_timeout", Long.toString(settings.timeout().toMillis()));
        pragmas.put("limit_length", Long.toString(maxValueBytes()));
        // The driver would select the row id after each INSERT.
        pragmas.put("jdbc.get_generated_keys", "false");
        return pragmas;
    }

    /**
     * The largest value and row. A statement can make a larger one of nothing, which would fill the heap before its size
     * is known, and no timeout interrupts the function that makes it. At least twice the largest message that settings
     * allow: stored ones stay readable when limits.message is lowered.
     */
    private long maxValueBytes() {
        return Math.max(MIN_VALUE_BYTES, 2L * settings.sql().maxBytes());
    }

    @Override
    public Migrations migrations() {
        return MIGRATIONS;
    }

    @Override
    public DataSource migrationSource(HikariDataSource pool) {
        // The pool closes a connection that fails, before Flyway can roll back and say why.
        return new DriverDataSource(pool.getJdbcUrl(), null, pool.getDataSourceProperties(), null, null);
    }

    @Override
    public Optional<MissingMessagesException> start(Connection connection) throws SQLException {
        if (file.newEpochReason().isPresent()) {
            LOG.warn(
                    "{} {}; its history gets a new epoch, and subscribers receive a reset",
                    file.path(),
                    file.newEpochReason().get());
            Epoch.renew(connection);
        }
        Epoch.ensure(connection);
        file.writeId(connection);
        // The check of the pages does not find gaps.
        return file.needsCheck() ? SequenceGaps.findFirst(connection) : Optional.empty();
    }

    @Override
    public Optional<RuntimeException> explain(Exception failure) {
        return file == null || failure instanceof JournalFileException
                ? Optional.empty()
                : SqliteFault.explain(file.path(), failure).map(known -> known);
    }

    @Override
    public void verify() throws SQLException {
        file.checkUnchanged();
    }

    @Override
    public String begin(Connection connection, Duration lockWait, Query... first) throws SQLException {
        JournalTransaction.begin(connection);
        return beginRead(connection, first);
    }

    @Override
    public Query[] beginning(Duration lockWait, Consumer<String> epoch) {
        return new Query[] {Epoch.read(epoch)};
    }

    /** Reads without a transaction, which would take the write lock. The history cannot change while the node runs. */
    @Override
    public String beginRead(Connection connection, Query... first) throws SQLException {
        String epoch = Epoch.read(connection);
        run(connection, first);
        return epoch;
    }

    @Override
    public void beginReadOnly(Connection connection, Duration time) throws SQLException {
        new Query("pragma query_only = true").run(connection);
    }

    @Override
    public void endReadOnly(Connection connection) throws SQLException {
        new Query("pragma query_only = false").run(connection);
    }

    @Override
    public void run(Connection connection, Query... queries) throws SQLException {
        for (Query query : queries) {
            query.run(connection);
        }
    }

    @Override
    public Query[] before(Connection connection, Query... queries) throws SQLException {
        run(connection, queries);
        return new Query[0];
    }

    /** A list of values. */
    @Override
    public Rows rows(Object[]... columns) {
        int count = columns[0].length;
        if (count == 0) {
            return new Rows(
                    "select " + String.join(", ", Collections.nCopies(columns.length, "null")) + " where false",
                    columns[0]);
        }
        String row = "(" + String.join(", ", Collections.nCopies(columns.length, "?")) + ")";
        Object[] parameters = new Object[count * columns.length];
        for (int i = 0; i < parameters.length; i++) {
            parameters[i] = columns[i % columns.length][i / columns.length];
        }
        return new Rows("values " + String.join(", ", Collections.nCopies(count, row)), parameters);
    }

    @Override
    public RowInserter rowInserter(Connection connection) throws SQLException {
        return new SqliteRowInserter(connection);
    }

    /** As text if it has more digits than a number of SQLite. */
    @Override
    public void setDecimal(PreparedStatement statement, int index, BigDecimal value) throws SQLException {
        double number = value.doubleValue();
        if (Double.isFinite(number) && BigDecimal.valueOf(number).compareTo(value) == 0) {
            statement.setDouble(index, number);
        } else {
            statement.setString(index, value.toPlainString());
        }
    }

    @Override
    public String writableCheck() {
        return Statements.EPOCH;
    }

    /** SQLite's driver itself waits for locks. */
    @Override
    public boolean retries() {
        return false;
    }

    @Override
    public boolean isStatementFault(SQLException failure) {
        return SqliteFault.isStatementFault(failure);
    }

    @Override
    public boolean isRejectedCommit(SQLException failure) {
        return SqliteFault.isRejectedCommit(failure);
    }

    @Override
    public boolean isDeferredViolation(SQLException failure) {
        return SqliteFault.isConstraint(failure);
    }

    /** Reads every table with a foreign key: SQLite cannot check those of this transaction alone. */
    @Override
    public long checkDeferred(Connection connection) throws SQLException {
        long[] rows = new long[1];
        new Query("select count(*) from pragma_foreign_key_check", row -> rows[0] = row.getLong(1)).run(connection);
        return rows[0];
    }

    @Override
    public boolean isCorruption(SQLException failure) {
        return SqliteFault.of(failure).filter(SqliteFault::isCorruption).isPresent();
    }

    @Override
    public void markCorrupted() {
        file.markCorrupted();
    }

    @Override
    public Maintenance maintenance(
            JournalDatabase database, Trimmer trimmer, SizeCollector sizes, ChunkedWork work, Clock clock) {
        return new SqliteMaintenance(trimmer, sizes, new FileSpace(database, file.path()), settings, work);
    }

    @Override
    public void close() {
        if (file != null) {
            file.close();
        }
    }
}
