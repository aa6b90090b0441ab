package io.polyloop.journal;

import static io.polyloop.journal.Appends.acknowledged;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polyloop.fixture.engine.Postgres;
import io.polyloop.topic.Append;
import io.polyloop.topic.AppendResult;
import io.polyloop.topic.Appended;
import io.polyloop.topic.Message;
import io.polyloop.topic.Page;
import io.polyloop.topic.Payload;
import io.polyloop.topic.Position;
import io.polyloop.topic.ReadFrom;
import io.polyloop.topic.TopicName;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three nodes on one PostgreSQL, with more writers than each node has connections. */
class ManyNodesIT {
    private static final int NODES = 3;
    private static final int WRITERS = 300;
    private static final int EACH = 20;
    private static final int TOPICS = 7;

    @TempDir
    Path unused;

    private final String url = Postgres.newDatabase();
    private final List<SqlJournal> nodes = Stream.generate(() -> TestDatabase.open(url, unused, Clock.systemUTC()))
            .limit(NODES)
            .toList();
    private final ExecutorService threads = Executors.newFixedThreadPool(NODES * 2 + TOPICS);
    /** The acknowledged data by topic and sequence number. */
    private final Map<String, String> acknowledged = new ConcurrentHashMap<>();

    @AfterEach
    void close() {
        threads.shutdownNow();
        nodes.forEach(SqlJournal::close);
    }

    @Test
    void every_reader_sees_the_acknowledged_order_without_a_gap() throws Exception {
        List<Future<Map<String, String>>> readers = new ArrayList<>();
        for (int topic = 0; topic < TOPICS; topic++) {
            TopicName name = new TopicName("t" + topic);
            SqlJournal node = nodes.get(topic % NODES);
            readers.add(threads.submit(() -> poll(node, name)));
        }
        List<Callable<Void>> writers = new ArrayList<>();
        for (int writer = 0; writer < WRITERS; writer++) {
            writers.add(writer(writer));
        }
        for (Future<Void> writer : threads.invokeAll(writers)) {
            writer.get();
        }
        int seen = 0;
        for (Future<Map<String, String>> reader : readers) {
            Map<String, String> messages = reader.get();
            seen += messages.size();
            messages.forEach((position, data) -> assertEquals(acknowledged.get(position), data, position));
        }

        assertEquals(WRITERS * EACH, seen);
    }

    private Callable<Void> writer(int writer) {
        return () -> {
            Random random = new Random(writer);
            List<Append> batch = new ArrayList<>();
            for (int i = 0; i < EACH; i++) {
                TopicName topic = new TopicName("t" + random.nextInt(TOPICS));
                String key = random.nextBoolean() ? writer + "-" + i : null;
                batch.add(new Append(topic, List.of(Payload.stored("\"" + writer + "-" + i + "\"")), key));
                if (random.nextInt(4) == 0 || i == EACH - 1) {
                    commit(nodes.get(writer % NODES), List.copyOf(batch));
                    batch.clear();
                }
            }
            return null;
        };
    }

    private void commit(SqlJournal node, List<Append> batch) throws SQLException {
        List<AppendResult> outcomes = node.commit(batch).results();
        for (int i = 0; i < batch.size(); i++) {
            Appended appended = acknowledged(outcomes.get(i));
            String data = batch.get(i).data().get(0).toString();
            assertEquals(
                    null,
                    acknowledged.put(appended.topic() + " " + appended.first(), data),
                    "duplicate sequence number");
        }
    }

    /** Reads until all messages are written; fails on a gap. */
    private Map<String, String> poll(SqlJournal node, TopicName topic) throws SQLException {
        Map<String, String> seen = new ConcurrentHashMap<>();
        long last = 0;
        long ends = System.nanoTime() + 60_000_000_000L;
        while (acknowledged.size() < WRITERS * EACH || seen.size() < written(topic)) {
            assertTrue(System.nanoTime() < ends, "no more messages");
            Page page =
                    node.read(topic, new ReadFrom.After(new Position(node.epoch(), last)), 1_000, Appends.PAGE_BYTES);
            List<Long> numbers = Appends.sequences(page);
            assertEquals(
                    LongStream.rangeClosed(last + 1, last + numbers.size())
                            .boxed()
                            .toList(),
                    numbers);
            for (Message message : page.messages()) {
                seen.put(topic + " " + message.seq(), message.data().toString());
            }
            last += numbers.size();
        }
        return seen;
    }

    private long written(TopicName topic) {
        return acknowledged.keySet().stream()
                .filter(position -> position.startsWith(topic + " "))
                .count();
    }
}
