package io.polyloop.journal;

import static io.polyloop.journal.Appends.PAGE_BYTES;
import static io.polyloop.journal.Appends.acknowledged;
import static io.polyloop.journal.Appends.data;
import static io.polyloop.journal.Appends.keyed;
import static io.polyloop.journal.Appends.to;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polyloop.fixture.Http;
import io.polyloop.fixture.TestNode;
import io.polyloop.fixture.engine.FaultProxy;
import io.polyloop.fixture.engine.FaultProxy.BreakPoint;
import io.polyloop.fixture.engine.Postgres;
import io.polyloop.sql.UnitOfWork;
import io.polyloop.topic.Append;
import io.polyloop.topic.Appended;
import io.polyloop.topic.ReadFrom;
import io.polyloop.topic.TopicName;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The connection fails before the COMMIT reaches the server, or before its answer reaches the client. */
class CommitInDoubtIT {
    private static final Duration TIMEOUT = Duration.ofSeconds(4);

    @TempDir
    Path dir;

    private final String direct = Postgres.newDatabase();
    private final FaultProxy proxy = new FaultProxy(Postgres.port());
    /** Without prepared statements, so that each COMMIT contains the word. */
    private final String cuttable =
            direct.replace(":" + Postgres.port() + "/", ":" + proxy.port() + "/") + "&prepareThreshold=0";

    private final SqlJournal witness = TestDatabase.open(direct, dir, Clock.systemUTC());
    private final SqlJournal journal =
            TestDatabase.open(JournalDatabase.open(TestSettings.waiting(cuttable, TIMEOUT), dir), Clock.systemUTC());

    @AfterEach
    void close() {
        journal.close();
        witness.close();
        proxy.close();
    }

    @ParameterizedTest
    @CsvSource({"BEFORE_SERVER, true", "BEFORE_SERVER, false", "BEFORE_CLIENT, true", "BEFORE_CLIENT, false"})
    void a_commit_that_loses_its_connection_is_acknowledged_and_stored_once(BreakPoint cut, boolean withKey)
            throws Exception {
        Append append = withKey ? keyed("k", "t", "2") : to("t", "2");
        commit(to("t", "1"));
        proxy.breakOn("COMMIT", cut, false);
        Appended appended = commit(append);

        assertTrue(proxy.isTriggered());
        assertEquals(2, appended.first());
        assertFalse(appended.repeated());
        assertEquals(List.of("1", "2"), stored("t"));
        assertEquals(3, commit(to("t", "3")).first());
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void a_batch_of_several_topics_that_loses_its_connection_is_stored_once(BreakPoint cut) throws Exception {
        proxy.breakOn("COMMIT", cut, false);
        Committed committed = journal.commit(List.of(to("b", "1", "2"), keyed("k", "a", "3"), to("c", "4")));

        assertEquals(4, committed.messages().size());
        assertEquals(List.of("3"), stored("a"));
        assertEquals(List.of("1", "2"), stored("b"));
        assertEquals(List.of("4"), stored("c"));
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void a_unit_without_messages_that_loses_its_connection_is_stored_once(BreakPoint cut) throws Exception {
        execute("create table counters (n integer not null)", "insert into counters values (0)");
        proxy.breakOn("COMMIT", cut, false);
        UnitResult.Done done = assertInstanceOf(
                UnitResult.Done.class, commit(UnitOfWork.of().update("update counters set n = n + 1")));

        assertTrue(proxy.isTriggered());
        assertEquals(List.of(1), done.result().rows());
        assertEquals(1, number("select n from counters"));
        assertEquals(1, number("select count(*) from polyloop_batches"));
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void a_unit_with_messages_that_loses_its_connection_is_stored_once(BreakPoint cut) throws Exception {
        execute("create table counters (n integer not null)", "insert into counters values (0)");
        proxy.breakOn("COMMIT", cut, false);
        UnitResult.Done done = assertInstanceOf(
                UnitResult.Done.class,
                commit(UnitOfWork.of().update("update counters set n = n + 1").append("t", 1)));

        assertEquals(1, done.result().appended().get(0).first());
        assertFalse(done.result().appended().get(0).repeated());
        assertEquals(1, number("select n from counters"));
        assertEquals(List.of("1"), stored("t"));
    }

    @ParameterizedTest
    @CsvSource({"BEFORE_SERVER, 0", "BEFORE_CLIENT, 1"})
    void if_the_database_stays_unreachable_the_outcome_is_reported_as_unknown(BreakPoint cut, int stored)
            throws Exception {
        proxy.breakOn("COMMIT", cut, true);

        assertThrows(InDoubtException.class, () -> commit(keyed("k", "t", "1")));
        assertEquals(stored, stored("t").size());
        proxy.restore();
        Appended again = commit(keyed("k", "t", "1"));
        assertEquals(1, again.first());
        assertEquals(stored == 1, again.repeated());
        assertEquals(List.of("1"), stored("t"));
    }

    @Test
    void a_batch_that_is_found_after_a_failover_is_acknowledged_in_the_new_history() throws Exception {
        String before = commit(to("t", "1")).epoch();
        proxy.onTriggered(this::beginOtherHistory);
        proxy.breakOn("COMMIT", BreakPoint.BEFORE_CLIENT, false);
        Appended appended = commit(to("t", "2"));

        assertEquals(2, appended.first());
        assertNotEquals(before, appended.epoch());
        assertEquals(witness.readEpoch(), appended.epoch());
        assertEquals(List.of("1", "2"), stored("t"));
    }

    @Test
    void a_message_of_another_node_with_the_same_number_does_not_confirm_the_batch() throws Exception {
        commit(to("t", "1"));
        proxy.breakOn("COMMIT", BreakPoint.BEFORE_SERVER, true);
        Thread other = new Thread(() -> {
            try {
                witness.commit(List.of(to("t", "1")));
            } catch (SQLException failed) {
                throw new IllegalStateException(failed);
            } finally {
                proxy.restore();
            }
        });
        proxy.onTriggered(other::start);
        Appended appended = commit(to("t", "1"));
        other.join();

        assertEquals(3, appended.first());
        assertEquals(List.of("1", "1", "1"), stored("t"));
    }

    @ParameterizedTest
    @CsvSource({"BEFORE_SERVER, 201", "BEFORE_CLIENT, 200"})
    void a_retry_with_the_same_key_returns_the_first_result(BreakPoint cut, int status) {
        Object[] settings = {"journal.url", cuttable, "journal.timeout", "4s"};
        try (TestNode node = TestNode.start(dir, settings)) {
            assertEquals(1, Http.body(post(node, "first")).getLong("seq"));
            proxy.breakOn("COMMIT", cut, true);
            HttpResponse<String> unknown = post(node, "second");
            proxy.restore();
            HttpResponse<String> repeated = post(node, "second");

            assertEquals(503, unknown.statusCode());
            JsonObject problem = Http.body(unknown);
            assertEquals("journal_down", problem.getString("code"));
            assertTrue(
                    problem.getString("detail").contains("repeat the request with the same Idempotency-Key"),
                    unknown.body());
            assertTrue(unknown.headers().firstValue("Retry-After").isPresent());
            assertEquals(status, repeated.statusCode());
            assertEquals(2, Http.body(repeated).getLong("seq"));
        }
    }

    private UnitResult commit(UnitOfWork unit) throws SQLException {
        Batch batch = new Batch(List.of(), List.of(Unit.of(unit)));
        return journal.commit(batch, Deadline.in(TIMEOUT)).units().get(0);
    }

    private void execute(String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection(direct);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private int number(String query) throws SQLException {
        try (Connection connection = DriverManager.getConnection(direct);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private void beginOtherHistory() {
        try (Connection connection = DriverManager.getConnection(direct);
                Statement delete = connection.createStatement()) {
            delete.execute("delete from journal_origin");
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static HttpResponse<String> post(TestNode node, String key) {
        return Http.post(node.http("/api/v1/topics/t/messages"), "1", "Idempotency-Key", key);
    }

    private Appended commit(Append append) throws SQLException {
        return acknowledged(journal.commit(List.of(append)), 0);
    }

    /** The messages that another node reads. */
    private List<String> stored(String topic) throws SQLException {
        return data(witness.read(new TopicName(topic), ReadFrom.OLDEST, 1_000, PAGE_BYTES));
    }
}
