package io.polyloop.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polyloop.bus.Addresses;
import io.polyloop.fixture.Http;
import io.polyloop.fixture.LiveClient;
import io.polyloop.fixture.TestNode;
import io.polyloop.fixture.engine.TestCluster;
import io.vertx.core.Handler;
import io.vertx.core.eventbus.DeliveryContext;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Messages in PostgreSQL that are erased through one node, and a client of another node. */
class EraseClusterIT {
    /** Drops the news of erasures. A field, because removing an interceptor needs the same instance. */
    private static final Handler<DeliveryContext<Object>> DROPPING = delivery -> {
        if (!Addresses.TOPIC_ERASED.equals(delivery.message().address())) {
            delivery.next();
        }
    };

    @TempDir
    static Path folder;

    private static TestCluster cluster;
    private static TestNode one;
    private static TestNode two;

    @BeforeAll
    static void start() {
        cluster = new TestCluster(folder);
        one = cluster.join("cluster.minimum", 2, "journal.erase", true);
        two = cluster.join("cluster.minimum", 2, "journal.erase", true);
        Awaitility.await().until(() -> ClusterIT.ready(one) && ClusterIT.ready(two));
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    @Test
    void an_erasure_resets_the_subscribers_of_the_other_node() {
        assertResetOnTheOtherNode("erased");
    }

    @Test
    void an_erasure_whose_news_is_lost_resets_the_subscribers_of_the_other_node() {
        two.vertx().eventBus().addInboundInterceptor(DROPPING);
        try {
            assertResetOnTheOtherNode("unannounced");
        } finally {
            two.vertx().eventBus().removeInboundInterceptor(DROPPING);
        }
    }

    @Test
    void the_sequence_of_an_erased_topic_goes_on_on_every_node() {
        publish(one, "whole", 3);
        assertEquals(204, erase(two, "whole"));
        assertEquals(new JsonArray(), history(one, "whole").getJsonArray("messages"));
        assertEquals(4, publish(one, "whole", 1));
    }

    private static void assertResetOnTheOtherNode(String topic) {
        publish(one, topic, 3);
        try (LiveClient client = LiveClient.connect(two.vertx(), two.port())) {
            String epoch = client.subscribe(topic, "0").getString("epoch");
            client.sequences(3);
            assertEquals(204, erase(one, topic + "/messages?through=" + epoch + ":2"));

            JsonObject reset = client.next("reset");
            assertEquals("expired", reset.getString("reason"));
            assertTrue(reset.getLong("from") >= 3, reset.encode());
            JsonArray kept = history(two, topic).getJsonArray("messages");
            assertEquals(1, kept.size());
            assertEquals(3, kept.getJsonObject(0).getLong("seq"));
            assertEquals(4, publish(one, topic, 1));
            assertEquals(4, client.next("message").getLong("seq"));
        }
    }

    private static long publish(TestNode node, String topic, int count) {
        long seq = 0;
        for (int i = 0; i < count; i++) {
            seq = Http.body(Http.post(node.http("/api/v1/topics/" + topic + "/messages"), "{}"))
                    .getLong("seq");
        }
        return seq;
    }

    private static int erase(TestNode node, String path) {
        return Http.send(HttpRequest.newBuilder(node.http("/api/v1/topics/" + path))
                        .DELETE())
                .statusCode();
    }

    private static JsonObject history(TestNode node, String topic) {
        return Http.body(Http.get(node.http("/api/v1/topics/" + topic + "/messages?after=0")));
    }
}
