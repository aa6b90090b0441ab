package io.polyloop.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polyloop.fixture.Http;
import io.polyloop.fixture.LiveClient;
import io.polyloop.fixture.TestNode;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** As many subscriptions at once as a connection may have, on a node that allows one concurrent read. */
class ReconnectBurstIT {
    private static final int TOPICS = 3_000;

    @TempDir
    Path data;

    @Test
    void a_burst_of_subscribes_on_one_socket_succeeds_and_other_clients_are_served() {
        try (TestNode node = TestNode.start(data, "journal.max-reads", 1, "limits.subscriptions", TOPICS);
                LiveClient greedy = LiveClient.connect(node.vertx(), node.port());
                LiveClient other = LiveClient.connect(node.vertx(), node.port())) {
            for (int i = 0; i < TOPICS; i++) {
                subscribe(greedy, i);
            }
            assertEquals(200, Http.get(node.http("/api/v1/topics/t0/messages")).statusCode());
            other.subscribe("other", "0");
            assertEquals(TOPICS, subscribed(greedy).size());
            greedy.send("op", "subscribe", "id", -1, "topic", "one-more");
            JsonObject refused = greedy.next("error");
            assertEquals("rate_limited", refused.getString("code"));
            assertEquals(1_000, refused.getInteger("retryAfterMs"));
            String metrics = Http.get(node.management("/metrics")).body();
            assertTrue(metrics.contains("polyloop_refusals_total{code=\"rate_limited\",transport=\"websocket\"} 1.0"));
            assertTrue(metrics.contains("polyloop_live_pending_reads 0.0"), metrics);
            assertTrue(metrics.contains("polyloop_journal_pending_reads{for=\"requests\"} 0.0"), metrics);
        }
    }

    private static void subscribe(LiveClient client, int i) {
        if (i % 2 == 0) {
            client.send("op", "subscribe", "id", i, "topic", "t" + i);
        } else {
            client.send("op", "subscribe", "id", i, "topic", "t" + i, "after", "0");
        }
    }

    private static Set<Integer> subscribed(LiveClient client) {
        Set<Integer> ids = new HashSet<>();
        for (int i = 0; i < TOPICS; i++) {
            ids.add(client.next("subscribed").getInteger("id"));
        }
        return ids;
    }
}
