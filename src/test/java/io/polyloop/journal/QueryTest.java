package io.polyloop.journal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polyloop.config.SqlSettings;
import io.polyloop.sql.Row;
import io.polyloop.sql.SqlStatement;
import io.polyloop.topic.Problem;
import io.polyloop.topic.ProblemException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QueryTest {
    private static final String NUMBERS =
            "with recursive n (i) as (select 1 union all select i + 1 from n where i < %s)";

    @TempDir
    Path dir;

    private JournalDatabase database;
    private SqlSettings limits = TestSettings.sql(Duration.ofSeconds(5), 100, 10_000, List.of());

    @AfterEach
    void close() {
        database.close();
    }

    @OnEachDatabase
    void values_are_plain(TestDatabase kind) throws SQLException {
        open(kind);
        execute("create table t (b bigint, i int, d double precision, s text, x " + bytes(kind) + ", n text)");
        execute("insert into t values (3000000000, -5, 1.5, 'Zoë', " + hex(kind) + ", null)");
        Row row = query("select *, i as j from t where s = ?", "Zoë").get(0);

        assertEquals(
                List.of("b", "i", "d", "s", "x", "n", "j"),
                List.copyOf(row.values().keySet()));
        assertEquals(3_000_000_000L, row.value("b"));
        assertEquals(-5L, row.value("i"));
        assertEquals(1.5, row.value("d"));
        assertEquals("Zoë", row.value("s"));
        assertArrayEquals(new byte[] {1, 0, (byte) 255}, row.bytes("x"));
        assertEquals(null, row.value("n"));
        assertEquals(
                "{\"b\":3000000000,\"i\":-5,\"d\":1.5,\"s\":\"Zoë\",\"x\":\"AQD/\",\"n\":null,\"j\":-5}",
                row.json().encode());
    }

    @Test
    void types_of_postgresql_that_json_does_not_have_become_text() {
        open(TestDatabase.POSTGRESQL);
        Row row = query("select '2026-11-23T09:00:00+01:00'::timestamptz as at, '2026-11-23 09:00'::timestamp as local,"
                        + " '2026-11-23'::date as day, '0A1B2C3D-0000-4000-8000-000000000000'::uuid as id,"
                        + " '{\"a\": [1]}'::jsonb as data, array[1, 2] as list, 12.50::numeric as price, true as paid,"
                        + " 0.1::real as ratio, 'NaN'::float8 as nan, 5::smallint as small, interval '1 day' as span,"
                        + " 'infinity'::timestamptz as never, null::timestamptz as absent")
                .get(0);

        assertEquals("2026-11-23T08:00:00Z", row.value("at"));
        assertEquals("2026-11-23T09:00:00", row.value("local"));
        assertEquals("2026-11-23", row.value("day"));
        assertEquals("0a1b2c3d-0000-4000-8000-000000000000", row.value("id"));
        assertEquals("{\"a\": [1]}", row.value("data"));
        assertEquals("{1,2}", row.value("list"));
        assertEquals(new BigDecimal("12.50"), row.value("price"));
        assertEquals(true, row.value("paid"));
        assertEquals(0.1, row.value("ratio"));
        assertEquals("NaN", row.value("nan"));
        assertEquals(5L, row.value("small"));
        assertEquals("1 day", row.value("span"));
        assertEquals("infinity", row.value("never"));
        assertEquals(null, row.value("absent"));
    }

    @OnEachDatabase
    void a_result_up_to_the_limit_is_returned_and_a_larger_one_is_refused(TestDatabase kind) {
        open(kind);
        assertEquals(100, query(NUMBERS.formatted(100) + " select i from n").size());
        refused("more than sql.max-rows", NUMBERS.formatted(101) + " select i from n");
        refused("larger than sql.max-bytes", NUMBERS.formatted(99) + " select '" + "a".repeat(100) + "' as s from n");
        assertEquals(1, query("select 1 as one").size());
    }

    @OnEachDatabase
    void a_value_that_would_fill_the_heap_is_refused_before_it_is_there(TestDatabase kind) {
        open(kind);
        refused(
                "a value is larger than sql.max-bytes",
                kind == TestDatabase.SQLITE ? "select zeroblob(900000000)" : "select repeat('x', 140000000)");
        assertEquals(1, query("select 1 as one").size());
    }

    @OnEachDatabase
    void two_columns_of_one_name_are_refused(TestDatabase kind) {
        open(kind);
        refused("two columns of the result are called a", "select 1 as a, 2 as a");
    }

    @OnEachDatabase
    void a_query_cannot_write(TestDatabase kind) throws SQLException {
        open(kind);
        execute("create table t (i int)");
        refused("a query changes nothing", "insert into t values (1) returning i");
        if (kind == TestDatabase.POSTGRESQL) {
            execute("create function f() returns int language sql as 'insert into t values (1) returning i'");
            refused("a query changes nothing", "select f()");
        }
        assertEquals(List.of(), query("select i from t"));
    }

    @OnEachDatabase
    void a_connection_writes_again_after_a_query(TestDatabase kind) throws SQLException {
        open(kind);
        execute("create table t (i int)");
        query("select 1 as one");
        execute("insert into t values (1)");
        assertEquals(1, query("select i from t").size());
    }

    @OnEachDatabase
    void a_query_that_takes_too_long_is_cancelled(TestDatabase kind) {
        limits = TestSettings.sql(Duration.ofMillis(100), 100, 10_000, List.of());
        open(kind);
        ProblemException refusal = assertThrows(
                ProblemException.class,
                () -> query(NUMBERS.formatted("100000000000") + " select count(*) as c from n where i < 0"));
        assertEquals(Problem.VERTICLE_TIMEOUT, refusal.problem());
        assertEquals(1, query("select 1 as one").size());
    }

    @OnEachDatabase
    void a_query_whose_time_has_passed_does_not_begin(TestDatabase kind) {
        open(kind);
        QueryRunner runner = new QueryRunner(database, limits);
        ProblemException refusal = assertThrows(
                ProblemException.class,
                () -> runner.run(SqlStatement.of("select 1", List.of()), Deadline.in(Duration.ofMillis(-1))));
        assertEquals(Problem.JOURNAL_BUSY, refusal.problem());
    }

    private void open(TestDatabase kind) {
        database = JournalDatabase.open(TestSettings.with(kind.newUrl(), limits), dir);
    }

    private List<Row> query(String sql, Object... parameters) {
        QueryRunner runner = new QueryRunner(database, limits);
        return runner.run(SqlStatement.of(sql, Arrays.asList(parameters)), runner.deadline());
    }

    private void refused(String reason, String sql) {
        ProblemException refusal = assertThrows(ProblemException.class, () -> query(sql));
        assertEquals(Problem.INTERNAL, refusal.problem());
        assertTrue(refusal.getMessage().contains(reason), refusal::getMessage);
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = database.connection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String bytes(TestDatabase kind) {
        return kind == TestDatabase.SQLITE ? "blob" : "bytea";
    }

    private static String hex(TestDatabase kind) {
        return kind == TestDatabase.SQLITE ? "x'0100FF'" : "'\\x0100FF'";
    }
}
