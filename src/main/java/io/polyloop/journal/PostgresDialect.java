package io.polyloop.journal;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.util.DriverDataSource;
import io.polyloop.config.JournalSettings;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;

/**
 * The journal of a cluster: a database that other nodes, a restore or a promotion can change. The server checks its own
 * files, and {@code journal_epoch()} creates the epoch in the first transaction. The driver sends statements separated by
 * semicolons in one round trip.
 */
final class PostgresDialect implements Dialect {
    private static final Migrations MIGRATIONS = new Migrations(
            List.of("db/migration", "db/postgresql"),
            "collate \"C\"",
            "postgresql",
            // Queries of other nodes wait behind a migration that waits for a lock.
            "set lock_timeout = '10s'");

    /**
     * The settings last until the end of the transaction, since behind a pooler others use the session next. Under a
     * stricter isolation level, a query after a lock would not see what the lock waited for. With a statement_timeout, a
     * COMMIT that waits for a standby would be acknowledged without the standby.
     */
    private static final Query ISOLATION = new Query("set transaction isolation level read committed");

    private static final String BEGIN =
            "select set_config('lock_timeout', ?, true), set_config('idle_in_transaction_session_timeout', ?, true),"
                    + " set_config('statement_timeout', '0', true), journal_epoch(),"
                    // Its default: what a function has set would end the durability of all later commits.
                    + " set_config('synchronous_commit', null, true)";

    private static final int EPOCH_COLUMN = 4;

    /** Twice a page of the most and largest messages that the default limits allow. */
    private static final long MIN_RESULT_BYTES = 128 << 20;

    private static final String WRITABLE = "select 1 from journal left join topics on topics.name = ''"
            + " where id = 1 and current_setting('transaction_read_only') = 'off'";

    private final JournalSettings settings;
    /** The longest wait for a lock. */
    private final Duration maxLockWait;
    /** After this time the server ends the transaction of a frozen node, which would keep its topics locked. */
    private final String idleTimeout;

    PostgresDialect(JournalSettings settings) {
        this.settings = settings;
        this.maxLockWait = settings.timeout().dividedBy(4);
        this.idleTimeout = Long.toString(settings.timeout().toMillis());
    }

    @Override
    public int writers() {
        return settings.writers();
    }

    /** One more: a unit can wait for rows that another transaction has locked. */
    @Override
    public int unitWriters() {
        return 1;
    }

    @Override
    public int transactions() {
        return settings.sql().transactions();
    }

    @Override
    public Duration transactionTime() {
        return settings.sql().transactionTime();
    }

    @Override
    public boolean shared() {
        return true;
    }

    @Override
    public Optional<String> backupInstruction(Path target) {
        return Optional.of("pg_dump --format=custom --file=" + target + " <database>");
    }

    @Override
    public Optional<String> restoreInstruction(Path backup) {
        return Optional.of("pg_restore --clean --dbname=<database> " + backup);
    }

    /**
     * A server that stops answering costs half of {@code journal.timeout} and a new connection a quarter, which leaves
     * time to find out the outcome of a commit. Parameters in the URL take precedence.
     */
    @Override
    public HikariConfig open() {
        Duration half = settings.timeout().dividedBy(2);
        Duration quarter = settings.timeout().dividedBy(4);
        Properties properties = new Properties();
        properties.put("connectTimeout", seconds(quarter));
        properties.put("socketTimeout", seconds(half));
        properties.put("tcpKeepAlive", "true");
        properties.put("ApplicationName", "polyloop");
        // A single value of a result can be a gigabyte, which would fill the heap before its size is known.
        properties.put(
                "maxResultBuffer",
                Long.toString(Math.max(MIN_RESULT_BYTES, 2L * settings.sql().maxBytes())));
        HikariConfig pool =
                PoolConfig.of(settings, writers() + unitWriters() + transactions(), settings.url(), properties);
        PoolConfig.setWaits(pool, quarter, quarter);
        // Without idle connections to keep, each waiting caller reconnects, and so finds a restarted server soon.
        pool.setMinimumIdle(0);
        if (!settings.user().isEmpty()) {
            pool.setUsername(settings.user());
            pool.setPassword(settings.password());
        }
        return pool;
    }

    /** The driver counts in seconds; 0 is no timeout. */
    private static String seconds(Duration time) {
        return Long.toString(Math.max(1, time.toSeconds()));
    }

    @Override
    public Migrations migrations() {
        return MIGRATIONS;
    }

    /** Without the socket timeout, which would cut a long statement off. */
    @Override
    public DataSource migrationSource(HikariDataSource pool) {
        Properties properties = new Properties();
        properties.putAll(pool.getDataSourceProperties());
        properties.remove("socketTimeout");
        return new DriverDataSource(settings.url(), null, properties, pool.getUsername(), pool.getPassword());
    }

    @Override
    public Optional<RuntimeException> explain(Exception failure) {
        Optional<String> known = FaultText.known(failure);
        return known.isPresent()
                ? known.map(text -> new IllegalStateException(text, failure))
                // Without the cause, which repeats the message.
                : FaultText.unreachable(failure, settings).map(IllegalStateException::new);
    }

    @Override
    public String begin(Connection connection, Duration lockWait, Query... first) throws SQLException {
        JournalTransaction.begin(connection);
        String[] epoch = new String[1];
        Query[] beginning = beginning(lockWait, found -> epoch[0] = found);
        run(connection, Stream.of(beginning, first).flatMap(Stream::of).toArray(Query[]::new));
        return epoch[0];
    }

    @Override
    public Query[] beginning(Duration lockWait, Consumer<String> epoch) {
        Query begin = new Query(
                BEGIN,
                row -> epoch.accept(row.getString(EPOCH_COLUMN)),
                Long.toString(Math.max(1, Math.min(maxLockWait.toMillis(), lockWait.toMillis()))), // 0 is no timeout
                idleTimeout);
        return new Query[] {ISOLATION, begin};
    }

    @Override
    public String beginRead(Connection connection, Query... first) throws SQLException {
        return begin(connection, maxLockWait, first);
    }

    @Override
    public void endRead(Connection connection) throws SQLException {
        JournalTransaction.commit(connection);
    }

    /** The server's own timeout is for a cancellation that does not reach it. */
    @Override
    public void beginReadOnly(Connection connection, Duration time) throws SQLException {
        JournalTransaction.begin(connection);
        run(
                connection,
                new Query("set transaction isolation level read committed, read only"),
                new Query(
                        "select set_config('lock_timeout', ?, true), set_config('statement_timeout', ?, true),"
                                + " set_config('idle_in_transaction_session_timeout', ?, true)",
                        Long.toString(maxLockWait.toMillis()),
                        Long.toString(time.toMillis()),
                        idleTimeout));
    }

    @Override
    public void endReadOnly(Connection connection) throws SQLException {
        JournalTransaction.commit(connection);
    }

    @Override
    public void run(Connection connection, Query... queries) throws SQLException {
        String sql = Arrays.stream(queries).map(Query::sql).collect(Collectors.joining("; "));
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            int parameter = 1;
            for (Query query : queries) {
                parameter = query.bind(statement, parameter);
            }
            boolean hasRows = statement.execute();
            for (Query query : queries) {
                if (hasRows) {
                    query.read(statement);
                }
                hasRows = statement.getMoreResults();
            }
        }
    }

    @Override
    public Query[] before(Connection connection, Query... queries) {
        return queries;
    }

    @Override
    public Rows rows(Object[]... columns) {
        return new Rows(
                Stream.of(columns)
                        .map(column -> column instanceof Long[] ? "?::bigint[]" : "?::text[]")
                        .collect(Collectors.joining(", ", "select * from unnest(", ")")),
                columns);
    }

    @Override
    public RowInserter rowInserter(Connection connection) {
        return new PostgresRowInserter(this, connection);
    }

    @Override
    public void setDecimal(PreparedStatement statement, int index, BigDecimal value) throws SQLException {
        statement.setBigDecimal(index, value);
    }

    @Override
    public String writableCheck() {
        return WRITABLE;
    }

    @Override
    public boolean retries() {
        return true;
    }

    @Override
    public boolean isStatementFault(SQLException failure) {
        return SqlFault.of(failure) != SqlFault.OUTAGE;
    }

    @Override
    public boolean isRejectedCommit(SQLException failure) {
        return failure.getSQLState() != null && SqlFault.of(failure) != SqlFault.OUTAGE;
    }

    @Override
    public boolean isDeferredViolation(SQLException failure) {
        return String.valueOf(failure.getSQLState()).startsWith(SqlFault.CONSTRAINT);
    }

    @Override
    public long checkDeferred(Connection connection) throws SQLException {
        run(connection, new Query("set constraints all immediate"), new Query("set constraints all deferred"));
        return 0;
    }

    @Override
    public Maintenance maintenance(
            JournalDatabase database, Trimmer trimmer, SizeCollector sizes, ChunkedWork work, Clock clock) {
        return new PostgresMaintenance(database, trimmer, sizes, clock);
    }
}
