package io.polyloop.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polyloop.sql.SqlStatement;
import io.polyloop.topic.Problem;
import io.polyloop.topic.ProblemException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the databases take parameters, and what their failures become. */
class SqlStatementTest {
    @TempDir
    Path dir;

    @OnEachDatabase
    void a_number_is_stored_in_a_column_of_any_type(TestDatabase kind) throws SQLException {
        try (JournalDatabase database = open(kind)) {
            create(database, "create table t (b bigint, i integer, n numeric(20, 2), d double precision, s text)");
            for (Object number : new Object[] {5, 5L, 5.0, 5.0f, (short) 5, BigInteger.valueOf(5)}) {
                execute(database, "delete from t");
                execute(database, "insert into t values (?, ?, ?, ?, ?)", number, number, number, number, number);
                assertEquals(1, count(database, "select count(*) from t where b = ? and i = ?", number, number));
                assertEquals(1, count(database, "select count(*) from t where n = ? and d = ?", number, number));
                assertEquals(1, count(database, "select count(*) from t where s = ?", "5"));
                assertEquals(1, count(database, "select count(*) from t where b = ?", "5"));
            }
        }
    }

    @OnEachDatabase
    void a_fraction_is_stored_exactly_and_is_compared_as_a_number(TestDatabase kind) throws SQLException {
        try (JournalDatabase database = open(kind)) {
            create(database, "create table t (n numeric(20, 2), d double precision)");
            double sum = 0.1 + 0.2;
            execute(database, "insert into t values (?, ?)", new BigDecimal("12.50"), sum);
            execute(database, "insert into t values (?, ?)", 1.5, 1e300);
            assertEquals(1, count(database, "select count(*) from t where d = ? and n = ?", sum, 12.5));
            assertEquals(1, count(database, "select count(*) from t where d = ?", 1e300));
            assertEquals(1, count(database, "select count(*) from t where n > ?", 1.75));
            assertEquals(1, count(database, "select count(*) from (select sum(n) as s from t) as x where s > ?", 13.5));
            assertEquals(1, count(database, "select count(*) from t where n > ?", 3_000_000_000L - 2_999_999_990L));
            assertEquals(0, count(database, "select count(*) from t where n > ?", 3_000_000_000L));
        }
    }

    @OnEachDatabase
    void text_booleans_bytes_and_null_are_stored(TestDatabase kind) throws SQLException {
        try (JournalDatabase database = open(kind)) {
            String bytes = kind == TestDatabase.SQLITE ? "blob" : "bytea";
            create(database, "create table t (s text, f boolean, b " + bytes + ")");
            execute(database, "insert into t values (?, ?, ?)", "Zoë", true, new byte[] {1, 0});
            execute(database, "insert into t values (?, ?, ?)", null, null, null);
            assertEquals(
                    1, count(database, "select count(*) from t where s = ? and f and b = ?", "Zoë", new byte[] {1, 0}));
            assertEquals(1, count(database, "select count(*) from t where s is null and f is null and b is null"));
            assertEquals(1, count(database, "select count(*) from t where s in (?, ?) limit ?", "a", "Zoë", 5));
        }
    }

    @OnEachDatabase
    void text_becomes_the_type_of_its_column(TestDatabase kind) throws SQLException {
        try (JournalDatabase database = open(kind)) {
            create(
                    database,
                    kind == TestDatabase.SQLITE
                            ? "create table t (id text, at text, data text)"
                            : "create table t (id uuid, at timestamptz, data jsonb)");
            String id = "0a1b2c3d-0000-4000-8000-000000000000";
            execute(database, "insert into t values (?, ?, ?)", id, "2026-11-23T08:00:00Z", "{\"a\": 1}");
            assertEquals(
                    1, count(database, "select count(*) from t where id = ? and at < ?", id, "2027-01-01T00:00:00Z"));
        }
    }

    @OnEachDatabase
    void a_violated_constraint_is_a_conflict_that_does_not_name_it(TestDatabase kind) throws SQLException {
        try (JournalDatabase database = open(kind)) {
            create(
                    database,
                    "create table t (id text not null primary key, parent text references t (id), n int check (n > 0))");
            execute(database, "insert into t values (?, null, ?)", "secret", 1);
            conflict(() -> execute(database, "insert into t values (?, null, 1)", "secret"));
            conflict(() -> execute(database, "insert into t values (null, null, 1)"));
            conflict(() -> execute(database, "insert into t values ('b', null, 0)"));
            conflict(() -> execute(database, "insert into t values ('b', 'secret2', 1)"));
        }
    }

    @OnEachDatabase
    void a_value_that_its_column_cannot_have_is_a_fault_of_the_client(TestDatabase kind) throws SQLException {
        try (JournalDatabase database = open(kind)) {
            boolean sqlite = kind == TestDatabase.SQLITE;
            create(database, "create table t (n integer, s varchar(4))");
            create(database, "create table k (n integer primary key" + (sqlite ? ")" : ", at timestamptz)"));
            invalid("form of its type", () -> execute(database, "insert into k (n) values (?)", "secret"));
            invalid(
                    "",
                    () -> execute(
                            database, "insert into t (s) values (" + (sqlite ? "json(?))" : "?::json)"), "{secret"));
            if (!sqlite) {
                invalid("out of the range", () -> execute(database, "insert into t (n) values (?)", 3_000_000_000L));
                invalid("out of the range", () -> execute(database, "insert into t (n) values (?)", 1e30));
                invalid("too long", () -> execute(database, "insert into t (s) values (?)", "secret"));
                invalid("a time", () -> execute(database, "insert into k values (1, ?)", "secret"));
                invalid("a time", () -> execute(database, "insert into k values (1, ?)", "2026-02-31"));
                invalid("a character", () -> execute(database, "insert into t (s) values (?)", "a\0"));
            }
        }
    }

    private static void invalid(String reason, Runnable work) {
        ProblemException refusal = failure(work);
        assertEquals(Problem.INVALID_PARAMETER, refusal.problem(), refusal::getMessage);
        assertTrue(refusal.getMessage().contains(reason), refusal::getMessage);
        assertFalse(refusal.getMessage().contains("secret"), refusal::getMessage);
    }

    @OnEachDatabase
    void a_fault_of_the_statement_is_internal_and_says_what_is_wrong(TestDatabase kind) throws SQLException {
        try (JournalDatabase database = open(kind)) {
            ProblemException missing = failure(() -> execute(database, "delete from orderz"));
            assertEquals(Problem.INTERNAL, missing.problem());
            assertEquals(
                    kind == TestDatabase.SQLITE ? "no such table: orderz" : "relation \"orderz\" does not exist",
                    missing.getMessage());
            assertEquals(
                    Problem.INTERNAL,
                    failure(() -> execute(database, "delete frm t")).problem());
        }
    }

    @Test
    void a_session_that_a_function_made_less_durable_is_as_before_in_the_next_transaction() throws SQLException {
        try (JournalDatabase database = open(TestDatabase.POSTGRESQL);
                Connection connection = database.connection()) {
            connection.setAutoCommit(false);
            new Query("select set_config('synchronous_commit', 'off', false)").run(connection);
            connection.commit();
            connection.setAutoCommit(true);
            database.dialect().begin(connection, Duration.ofSeconds(1));
            String[] setting = new String[1];
            new Query("select current_setting('synchronous_commit')", row -> setting[0] = row.getString(1))
                    .run(connection);
            assertEquals("on", setting[0]);
            connection.rollback();
        }
    }

    @OnEachDatabase
    void a_lock_that_is_not_free_makes_the_journal_busy(TestDatabase kind) throws SQLException {
        try (JournalDatabase database = open(kind)) {
            create(database, "create table t (id int)");
            execute(database, "insert into t values (1)");
            Connection holder = database.connection();
            holder.setAutoCommit(false);
            execute(database, holder, "update t set id = 2");
            Connection waiter = database.connection();
            try (Statement statement = waiter.createStatement()) {
                statement.execute(kind == TestDatabase.SQLITE ? "pragma busy_timeout = 10" : "set lock_timeout = 10");
            }
            assertEquals(
                    Problem.JOURNAL_BUSY,
                    failure(() -> execute(database, waiter, "update t set id = 3"))
                            .problem());
            database.discard(holder);
            database.discard(waiter);
        }
    }

    private JournalDatabase open(TestDatabase kind) {
        return JournalDatabase.open(TestSettings.at(kind.newUrl()), dir);
    }

    private static void create(JournalDatabase database, String table) throws SQLException {
        try (Connection connection = database.connection();
                Statement statement = connection.createStatement()) {
            statement.execute(table);
        }
    }

    private static int execute(JournalDatabase database, String sql, Object... parameters) {
        try (Connection connection = database.connection()) {
            return execute(database, connection, sql, parameters);
        } catch (SQLException failure) {
            throw new AssertionError(failure);
        }
    }

    private static int execute(JournalDatabase database, Connection connection, String sql, Object... parameters) {
        try (PreparedStatement prepared = connection.prepareStatement(sql)) {
            SqlParameters.bind(database.dialect(), prepared, 1, SqlStatement.of(sql, Arrays.asList(parameters)));
            return prepared.executeUpdate();
        } catch (SQLException failure) {
            throw SqlFailure.of(failure, sql);
        }
    }

    private static int count(JournalDatabase database, String sql, Object... parameters) throws SQLException {
        try (Connection connection = database.connection();
                PreparedStatement prepared = connection.prepareStatement(sql)) {
            SqlParameters.bind(database.dialect(), prepared, 1, SqlStatement.of(sql, Arrays.asList(parameters)));
            try (ResultSet row = prepared.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        }
    }

    private static void conflict(Runnable work) {
        ProblemException refusal = failure(work);
        assertEquals(Problem.CONFLICT, refusal.problem());
        assertEquals("the rows violate a constraint; nothing was stored", refusal.getMessage());
    }

    private static ProblemException failure(Runnable work) {
        return assertThrows(ProblemException.class, work::run);
    }
}
