package io.polyloop.journal;

import static io.polyloop.journal.Appends.PAGE_BYTES;
import static io.polyloop.journal.Appends.acknowledged;
import static io.polyloop.journal.Appends.keyed;
import static io.polyloop.journal.Appends.sequences;
import static io.polyloop.journal.Appends.to;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.polyloop.fixture.engine.Postgres;
import io.polyloop.sql.UnitOfWork;
import io.polyloop.topic.Append;
import io.polyloop.topic.Position;
import io.polyloop.topic.ReadFrom;
import io.polyloop.topic.TopicName;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two nodes of a cluster over one PostgreSQL. */
class SharedDatabaseTest {
    private static final int ROUNDS = 100;
    private static final TopicName TOPIC = new TopicName("a");

    @TempDir
    static Path unused;

    private final String url = Postgres.newDatabase();
    private final SqlJournal one = TestDatabase.open(url, unused, Clock.systemUTC());
    private final SqlJournal two = TestDatabase.open(url, unused, Clock.systemUTC());
    private final ExecutorService threads = Executors.newFixedThreadPool(6);

    @AfterEach
    void close() {
        threads.shutdownNow();
        one.close();
        two.close();
    }

    @Test
    void both_nodes_have_the_same_epoch() {
        assertEquals(one.epoch(), two.epoch());
    }

    @Test
    void writers_on_both_nodes_share_one_sequence_without_a_gap() throws Exception {
        // The topics are in opposite orders: without an order of locks, the nodes would deadlock.
        List<Future<Integer>> writers = List.of(
                threads.submit(() -> write(one, to("a", "1"), to("b", "1"), to("c", "1"))),
                threads.submit(() -> write(two, to("c", "2"), to("b", "2"), to("a", "2"))),
                threads.submit(() -> write(two, to("b", "3", "3"), keyed("k", "c", "3"), to("a", "3"))));
        for (Future<Integer> writer : writers) {
            assertEquals(ROUNDS, writer.get());
        }

        assertEquals(LongStream.rangeClosed(1, 3 * ROUNDS).boxed().toList(), stored("a"));
        assertEquals(LongStream.rangeClosed(1, 4 * ROUNDS).boxed().toList(), stored("b"));
        assertEquals(2 * ROUNDS + 1, stored("c").size());
    }

    @Test
    void a_reader_never_sees_a_message_before_an_earlier_one() throws Exception {
        List<Future<Integer>> writers = List.of(
                threads.submit(() -> write(one, to("a", "1", "1"))), threads.submit(() -> write(two, to("a", "2"))));
        long last = 0;
        while (last < 3 * ROUNDS) {
            var page = two.read(TOPIC, new ReadFrom.After(new Position(two.epoch(), last)), 1_000, PAGE_BYTES);
            assertEquals(LongStream.rangeClosed(last + 1, page.last()).boxed().toList(), sequences(page));
            last = page.last();
        }

        assertEquals(ROUNDS, writers.get(0).get() * writers.get(1).get() / ROUNDS);
    }

    @Test
    void a_key_sent_to_both_nodes_concurrently_is_stored_once() throws Exception {
        List<Callable<Integer>> senders = new ArrayList<>();
        for (SqlJournal journal : List.of(one, two, one, two)) {
            senders.add(() -> {
                int fresh = 0;
                for (int i = 0; i < ROUNDS; i++) {
                    Committed committed = journal.commit(List.of(keyed("k" + i, "a", "1")));
                    fresh += acknowledged(committed, 0).repeated() ? 0 : 1;
                }
                return fresh;
            });
        }
        int fresh = 0;
        for (Future<Integer> sender : threads.invokeAll(senders)) {
            fresh += sender.get();
        }

        assertEquals(ROUNDS, fresh);
        assertEquals(LongStream.rangeClosed(1, ROUNDS).boxed().toList(), stored("a"));
    }

    @Test
    void a_unit_sent_to_both_nodes_concurrently_runs_once() throws Exception {
        one.commit(batch(UnitOfWork.of().append("a", 0)), Deadline.in(Duration.ofSeconds(10)));
        execute("create table counters (n integer not null)");
        execute("insert into counters values (0)");
        List<Callable<Integer>> senders = new ArrayList<>();
        for (SqlJournal journal : List.of(one, two, one, two)) {
            senders.add(() -> {
                for (int i = 0; i < ROUNDS; i++) {
                    UnitOfWork unit = UnitOfWork.of()
                            .update("update counters set n = n + 1")
                            .append("a", 1, "k" + i)
                            .append("b", 1);
                    assertInstanceOf(UnitResult.Done.class, commit(journal, unit));
                }
                return 0;
            });
        }
        for (Future<Integer> sender : threads.invokeAll(senders)) {
            sender.get();
        }

        assertEquals(ROUNDS, number("select n from counters"));
        assertEquals(LongStream.rangeClosed(1, ROUNDS + 1).boxed().toList(), stored("a"));
        assertEquals(LongStream.rangeClosed(1, ROUNDS).boxed().toList(), stored("b"));
    }

    private static UnitResult commit(SqlJournal journal, UnitOfWork unit) throws Exception {
        return journal.commit(batch(unit), Deadline.in(Duration.ofSeconds(30)))
                .units()
                .get(0);
    }

    private static Batch batch(UnitOfWork unit) {
        return new Batch(List.of(), List.of(Unit.of(unit)));
    }

    private void execute(String sql) throws Exception {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private int number(String query) throws Exception {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private static int write(SqlJournal journal, Append... batch) throws Exception {
        int rounds = 0;
        while (rounds < ROUNDS) {
            journal.commit(List.of(batch));
            rounds++;
        }
        return rounds;
    }

    private List<Long> stored(String topic) throws Exception {
        return sequences(one.read(new TopicName(topic), ReadFrom.OLDEST, 1_000, PAGE_BYTES));
    }
}
