package io.polyloop.journal;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polyloop.fixture.Http;
import io.polyloop.fixture.LiveClient;
import io.polyloop.fixture.TestNode;
import io.polyloop.fixture.engine.PostgresServer;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The PostgreSQL of a node stops and starts again: the node is not ready meanwhile, and needs no restart. */
class FailoverIT {
    private static final String MESSAGES = "/api/v1/topics/t/messages";
    private static final Duration WITHIN = Duration.ofSeconds(20);
    private static final int WRITERS = 8;
    private static final int ROUNDS = 4;

    @TempDir
    Path dir;

    private PostgresServer server;
    private TestNode node;

    @BeforeEach
    void start() {
        server = PostgresServer.start(dir.resolve("pg"));
        node = TestNode.start(dir, "journal.url", server.url(), "journal.timeout", "4s");
    }

    @AfterEach
    void close() {
        node.close();
        server.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void while_the_server_is_down_the_node_is_not_ready_and_recovers_afterwards(boolean killed) throws Exception {
        try (LiveClient reader = LiveClient.connect(node.vertx(), node.port())) {
            reader.subscribe("t", null);
            assertEquals(201, post().statusCode());
            if (killed) {
                server.kill();
            } else {
                server.stop();
            }
            assertDown(post());
            assertNotReady();
            assertEquals(200, Http.get(node.management("/livez")).statusCode());

            server.startAgain();
            await().atMost(WITHIN).until(() -> post().statusCode() == 201);
            assertReady();
            assertEquals(1, reader.next("message").getLong("seq"));
            assertEquals(2, reader.next("message").getLong("seq"));
        }
    }

    @Test
    void a_read_only_server_makes_the_node_not_ready_before_the_first_write() {
        assertEquals(201, post().statusCode());
        server.execute("alter system set default_transaction_read_only = on");
        server.execute("select pg_reload_conf()");
        await().atMost(WITHIN).untilAsserted(this::assertNotReady);
        assertDown(post());

        server.execute("alter system set default_transaction_read_only = off");
        server.execute("select pg_reload_conf()");
        await().atMost(WITHIN).until(() -> post().statusCode() == 201);
        assertReady();
    }

    @Test
    void messages_acknowledged_while_the_server_was_killed_repeatedly_are_stored_once() throws Exception {
        Writers writers = new Writers(WRITERS);
        writers.writeTo(node.http(MESSAGES));
        for (int round = 0; round < ROUNDS; round++) {
            int enough = writers.acknowledged().size() + 200;
            await().atMost(WITHIN).until(() -> writers.acknowledged().size() >= enough);
            if (round % 2 == 0) {
                server.kill();
            } else {
                server.stop();
            }
            server.startAgain();
        }
        writers.stop();

        Map<String, Long> stored = stored();
        Map<String, Long> lost = new HashMap<>(writers.acknowledged());
        lost.entrySet().removeAll(stored.entrySet());
        assertEquals(Map.of(), lost);
        assertEquals(Set.of(), writers.faults());
        assertTrue(writers.acknowledged().size() >= ROUNDS * 200);
    }

    /** Sequence numbers by data, read on a separate connection; fails on a gap or a duplicate. */
    private Map<String, Long> stored() throws SQLException {
        Map<String, Long> stored = new HashMap<>();
        try (Connection connection = DriverManager.getConnection(server.url());
                Statement select = connection.createStatement();
                ResultSet row = select.executeQuery("select data, seq from messages where topic = 't' order by seq")) {
            while (row.next()) {
                String data = row.getString(1).replace("\"", "");
                assertEquals(stored.size() + 1, row.getLong(2));
                assertEquals(null, stored.put(data, row.getLong(2)), data + " is stored twice");
            }
        }
        return stored;
    }

    private HttpResponse<String> post() {
        return Http.post(node.http(MESSAGES), "1");
    }

    private static void assertDown(HttpResponse<String> answer) {
        assertEquals(503, answer.statusCode(), answer.body());
        assertEquals("journal_down", Http.body(answer).getString("code"));
        assertTrue(answer.headers().firstValue("Retry-After").isPresent());
    }

    private void assertReady() {
        await().atMost(WITHIN).until(() -> Http.get(node.management("/readyz")).statusCode() == 200);
    }

    private void assertNotReady() {
        HttpResponse<String> ready = Http.get(node.management("/readyz"));
        assertEquals(503, ready.statusCode(), ready.body());
        assertTrue(
                Http.body(ready).getJsonArray("checks").stream()
                        .map(JsonObject.class::cast)
                        .anyMatch(check -> check.getString("name").equals("journal")
                                && check.getString("status").equals("down")),
                ready.body());
    }
}
