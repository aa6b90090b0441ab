package io.polyloop.journal;

import static io.polyloop.journal.Appends.PAGE_BYTES;
import static io.polyloop.journal.Appends.acknowledged;
import static io.polyloop.journal.Appends.data;
import static io.polyloop.journal.Appends.keyed;
import static io.polyloop.journal.Appends.to;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polyloop.fixture.engine.Postgres;
import io.polyloop.topic.Problem;
import io.polyloop.topic.ReadFrom;
import io.polyloop.topic.TopicName;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Another client locks the same rows of PostgreSQL in another order. */
class ContentionIT {
    @TempDir
    Path dir;

    private final String url = Postgres.newDatabase();
    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private SqlJournal journal = open(Duration.ofSeconds(20));
    private Connection foreign;

    @BeforeEach
    void fill() throws SQLException {
        foreign = DriverManager.getConnection(url);
        journal.commit(List.of(to("a", "1"), to("b", "1")));
    }

    @AfterEach
    void close() throws SQLException {
        thread.shutdownNow();
        foreign.close();
        journal.close();
    }

    @Test
    void after_a_deadlock_the_batch_is_retried_and_stored() throws Exception {
        // The commit must detect the deadlock: PostgreSQL aborts the transaction whose timeout ends first.
        execute("set deadlock_timeout = '1min'");
        foreign.setAutoCommit(false);
        lock("b");
        Future<Committed> commit = thread.submit(() -> journal.commit(List.of(to("b", "2"), keyed("k", "a", "2"))));
        await().until(() -> count("select count(*) from pg_locks where not granted") > 0);
        lock("a");
        foreign.commit();

        assertEquals(2, commit.get().messages().size());
        assertEquals(List.of("1", "2"), stored("a"));
        assertEquals(List.of("1", "2"), stored("b"));
        await().until(() -> count("select deadlocks from pg_stat_database where datname = current_database()") > 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"40001", "40P01", "55P03", "57014"})
    void a_transient_failure_is_retried(String state) throws Exception {
        failing(state, 3);
        Committed committed = journal.commit(List.of(to("a", "2"), keyed("k", "b", "2")));

        assertEquals(2, acknowledged(committed, 0).first());
        assertEquals(4, count("select last_value from attempts"));
        assertEquals(List.of("1", "2"), stored("a"));
        assertEquals(List.of("1", "2"), stored("b"));
    }

    @Test
    void a_permanent_failure_is_not_retried() throws Exception {
        failing("23514", 3);
        SQLException refused = assertThrows(SQLException.class, () -> journal.commit(List.of(to("a", "2"))));

        assertEquals(Problem.JOURNAL_DOWN, CommitRefusal.of(refused).problem());
        assertEquals(1, count("select last_value from attempts"));
        assertEquals(List.of("1"), stored("a"));
    }

    @Test
    void an_append_to_a_topic_that_stays_locked_is_refused_as_busy_before_the_timeout() throws Exception {
        journal.close();
        journal = open(Duration.ofSeconds(1));
        foreign.setAutoCommit(false);
        lock("a");
        SQLException refused = assertThrows(SQLException.class, () -> journal.commit(List.of(to("a", "2"))));

        assertEquals(Problem.JOURNAL_BUSY, CommitRefusal.of(refused).problem());
        assertTrue(CommitRefusal.of(refused).getMessage().contains("nothing was stored"));
        foreign.rollback();
        assertEquals(List.of("1"), stored("a"));
        assertEquals(1, journal.commit(List.of(to("a", "2"))).messages().size());
    }

    /** Makes the first inserts of messages fail with this state; counts them with a sequence, which is not rolled back. */
    private void failing(String state, int times) throws SQLException {
        execute("create sequence attempts");
        execute("create function fail() returns trigger as $$ begin if nextval('attempts') <= " + times
                + " then raise exception using errcode = '" + state
                + "'; end if; return null; end $$ language plpgsql");
        execute("create trigger fail after insert on messages for each statement execute function fail()");
    }

    private void lock(String topic) throws SQLException {
        execute("select 1 from topics where name = '" + topic + "' for update");
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = foreign.createStatement()) {
            statement.execute(sql);
        }
    }

    private long count(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    private SqlJournal open(Duration timeout) {
        return TestDatabase.open(JournalDatabase.open(TestSettings.waiting(url, timeout), dir), Clock.systemUTC());
    }

    private List<String> stored(String topic) throws SQLException {
        return data(journal.read(new TopicName(topic), ReadFrom.OLDEST, 1_000, PAGE_BYTES));
    }
}
