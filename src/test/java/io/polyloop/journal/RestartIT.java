package io.polyloop.journal;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polyloop.fixture.Http;
import io.polyloop.fixture.LiveClient;
import io.polyloop.fixture.engine.ChildNode;
import io.polyloop.topic.Position;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestartIT {
    private static final String MESSAGES = "/api/v1/topics/t/messages";
    private static final int WRITERS = 16;
    private static final int KILLS = 3;

    @TempDir
    Path data;

    private final Vertx vertx = Vertx.vertx();
    private final Set<String> epochs = new HashSet<>();
    private long last;

    @AfterEach
    void close() {
        vertx.close();
    }

    @Test
    void a_node_killed_under_load_keeps_acknowledged_messages_and_readers_miss_nothing() throws Exception {
        long seed = System.nanoTime();
        System.out.println("RestartIT seed " + seed);
        Random random = new Random(seed);
        Writers writers = new Writers(WRITERS);
        for (int kill = 0; kill < KILLS; kill++) {
            try (ChildNode node = ChildNode.start(data);
                    LiveClient reader = resume(node)) {
                writers.writeTo(node.http(MESSAGES));
                more(writers, 50 + random.nextInt(700));
                readOn(reader, 1 + random.nextInt(40));
                writers.pause();
                node.kill();
                readOn(reader, reader.waiting());
            }
        }
        try (ChildNode node = ChildNode.start(data);
                LiveClient reader = resume(node)) {
            writers.writeTo(node.http(MESSAGES));
            writers.stop();
            Map<String, Long> stored = stored(node);
            readOn(reader, (int) (stored.size() - last));
            assertWhole(writers, stored);
        }
    }

    @Test
    void a_node_stopped_under_load_exits_with_0_and_keeps_acknowledged_messages() throws Exception {
        Writers writers = new Writers(WRITERS);
        try (ChildNode node = ChildNode.start(data)) {
            writers.writeTo(node.http(MESSAGES));
            more(writers, 100);
            node.terminate();
            writers.pause();
            assertEquals(0, node.exitCode(), node.output());
        }
        try (ChildNode node = ChildNode.start(data)) {
            writers.writeTo(node.http(MESSAGES));
            writers.stop();
            assertWhole(writers, stored(node));
        }
    }

    @Test
    void a_second_process_on_the_same_data_exits_with_1_and_names_the_node_offset() {
        try (ChildNode first = ChildNode.start(data);
                ChildNode second = ChildNode.launch(data)) {
            assertEquals(1, second.exitCode());
            assertTrue(second.output().contains("POLYLOOP_NODE_OFFSET=10"), second.output());
            assertEquals(201, Http.post(first.http(MESSAGES), "1").statusCode());
        }
    }

    private LiveClient resume(ChildNode node) {
        LiveClient reader = LiveClient.connect(vertx, node.port());
        String after = epochs.isEmpty() ? "0" : new Position(epochs.iterator().next(), last).toString();
        JsonObject subscribed = reader.subscribe("t", after);
        epochs.add(subscribed.getString("epoch"));
        assertTrue(subscribed.getBoolean("recovered"), subscribed.encode());
        assertEquals(1, epochs.size(), "epochs " + epochs);
        return reader;
    }

    private void readOn(LiveClient reader, int count) {
        for (int i = 0; i < count; i++) {
            assertEquals(++last, reader.next("message").getLong("seq"));
        }
    }

    private static void more(Writers writers, int count) {
        int enough = writers.acknowledged().size() + count;
        await().pollInterval(Duration.ofMillis(1))
                .atMost(Duration.ofSeconds(30))
                .until(() -> writers.acknowledged().size() >= enough);
    }

    private static void assertWhole(Writers writers, Map<String, Long> stored) {
        Map<String, Long> lost = new HashMap<>(writers.acknowledged());
        lost.entrySet().removeAll(stored.entrySet());
        System.out.println("RestartIT acknowledged " + writers.acknowledged().size() + ", stored " + stored.size());

        assertEquals(Map.of(), lost);
        assertEquals(Set.of(), writers.faults());
    }

    /** The sequence numbers of the topic by data. */
    private static Map<String, Long> stored(ChildNode node) {
        Map<String, Long> stored = new HashMap<>();
        String after = "0";
        JsonObject page;
        do {
            page = Http.body(Http.get(node.http(MESSAGES + "?limit=1000&after=" + after)));
            for (Object message : page.getJsonArray("messages")) {
                JsonObject json = (JsonObject) message;
                assertEquals(stored.size() + 1, json.getLong("seq"));
                assertEquals(null, stored.put(json.getString("data"), json.getLong("seq")), "stored twice");
            }
            after = page.getString("epoch") + ":" + stored.size();
        } while (stored.size() < page.getLong("head"));
        return stored;
    }
}
