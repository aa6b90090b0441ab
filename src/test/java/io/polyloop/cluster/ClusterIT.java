package io.polyloop.cluster;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import io.polyloop.bus.Addresses;
import io.polyloop.fixture.Http;
import io.polyloop.fixture.LiveClient;
import io.polyloop.fixture.TestCluster;
import io.polyloop.fixture.TestNode;
import io.vertx.core.Handler;
import io.vertx.core.eventbus.DeliveryContext;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two nodes that hear each other. */
class ClusterIT {
    private static final int SOME = 20;
    private static final int MANY = 10_000;
    private static final int AT_A_TIME = 500;

    @TempDir
    static Path folder;

    /** Hears neither news nor beats. A field, as only the same one can be taken away again. */
    private static final Handler<DeliveryContext<Object>> DEAF = ClusterIT::lose;

    private static TestCluster cluster;
    private static TestNode one;
    private static TestNode two;

    @BeforeAll
    static void start() {
        cluster = new TestCluster(folder);
        one = cluster.join("cluster.minimum", 2);
        two = cluster.join("cluster.minimum", 2);
        await().until(() -> ready(one) && ready(two));
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    @Test
    void readiness_tells_whom_a_node_sees_and_hears() {
        assertEquals(
                JsonObject.of("members", 2, "heard", 2, "missing", 0, "silent", 0)
                        .put("foreign", 0)
                        .put("minimum", 2),
                check(one).getJsonObject("data"));
    }

    @Test
    void what_is_published_on_one_node_is_live_on_the_other() {
        try (LiveClient client = LiveClient.connect(two.vertx(), two.port())) {
            client.subscribe("live", null);
            publish(one, "live");
            assertEquals(List.of(1L), client.sequences(1));
        }
    }

    @Test
    void subscribers_are_counted_on_all_nodes() {
        publish(one, "counted");
        try (LiveClient here = LiveClient.connect(one.vertx(), one.port());
                LiveClient there = LiveClient.connect(two.vertx(), two.port())) {
            here.subscribe("counted", null);
            there.subscribe("counted", null);
            there.send("op", "subscribe", "id", 2, "topic", "elsewhere").next("subscribed");
            assertEquals(2, subscribers(one, "counted"));
            assertEquals(2, subscribers(two, "counted"));
        }
        await().until(() -> subscribers(one, "counted") == 0);
    }

    @Test
    void a_node_that_hears_nobody_is_not_ready_and_its_subscribers_still_get_everything() {
        try (LiveClient client = LiveClient.connect(two.vertx(), two.port())) {
            client.subscribe("repaired", null);
            two.vertx().eventBus().addInboundInterceptor(DEAF);
            await().until(() -> !ready(two));
            IntStream.range(0, SOME).forEach(i -> publish(one, "repaired"));
            assertEquals(LongStream.rangeClosed(1, SOME).boxed().toList(), client.sequences(SOME));
            assertFalse(ready(two));
        } finally {
            two.vertx().eventBus().removeInboundInterceptor(DEAF);
        }
        await().until(() -> ready(two));
    }

    @Test
    void subscriptions_put_nothing_into_the_map_that_the_cluster_shares() {
        int before = registrations();
        try (LiveClient client = LiveClient.connect(two.vertx(), two.port())) {
            for (int first = 0; first < MANY; first += AT_A_TIME) {
                IntStream.range(first, first + AT_A_TIME)
                        .forEach(i -> client.send("op", "subscribe", "id", i, "topic", "many." + i));
                IntStream.range(0, AT_A_TIME).forEach(i -> client.next("subscribed"));
            }
            assertEquals(before, registrations());
        }
    }

    private static void lose(DeliveryContext<Object> delivery) {
        if (!Set.of(Addresses.TOPIC_APPENDED, Addresses.NODE_BEAT)
                .contains(delivery.message().address())) {
            delivery.next();
        }
    }

    /** Of all nodes: Hazelcast has them in one map from an address to who listens there. */
    private static int registrations() {
        HazelcastInstance instance =
                Hazelcast.getAllHazelcastInstances().iterator().next();
        int size = instance.getMultiMap("__vertx.subs").size();
        assertTrue(size > 0, "the map of registrations has another name now");
        return size;
    }

    private static void publish(TestNode node, String topic) {
        assertEquals(
                201,
                Http.post(node.http("/api/v1/topics/" + topic + "/messages"), "{}")
                        .statusCode());
    }

    private static int subscribers(TestNode node, String topic) {
        JsonArray topics =
                Http.body(Http.get(node.http("/api/v1/topics?prefix=" + topic))).getJsonArray("topics");
        return topics.getJsonObject(0).getInteger("subscribers");
    }

    static boolean ready(TestNode node) {
        return Http.get(node.management("/readyz")).statusCode() == 200;
    }

    static JsonObject check(TestNode node) {
        return Http.body(Http.get(node.management("/readyz"))).getJsonArray("checks").stream()
                .map(JsonObject.class::cast)
                .filter(check -> check.getString("name").equals("cluster"))
                .findFirst()
                .orElseThrow();
    }
}
