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
import io.polyloop.fixture.TestNode;
import io.polyloop.fixture.engine.TestCluster;
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

/** Two connected nodes. */
class ClusterIT {
    private static final int SOME = 20;
    private static final int MANY = 10_000;
    private static final int AT_A_TIME = 500;

    @TempDir
    static Path folder;

    /** Drops news and heartbeats. A field, because removing an interceptor needs the same instance. */
    private static final Handler<DeliveryContext<Object>> DROPPING = ClusterIT::drop;

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
    void readyz_reports_members_and_reachable_nodes() {
        assertEquals(
                JsonObject.of("members", 2, "heard", 2, "missing", 0, "silent", 0)
                        .put("foreign", 0)
                        .put("minimum", 2),
                check(one).getJsonObject("data"));
    }

    @Test
    void a_message_published_on_one_node_is_delivered_on_the_other() {
        try (LiveClient client = LiveClient.connect(two.vertx(), two.port())) {
            client.subscribe("live", null);
            publish(one, "live");
            assertEquals(List.of(1L), client.sequences(1));
        }
    }

    @Test
    void subscribers_of_all_nodes_are_counted() {
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
    void a_node_without_heartbeats_is_not_ready_and_its_subscribers_still_receive_every_message() {
        try (LiveClient client = LiveClient.connect(two.vertx(), two.port())) {
            client.subscribe("repaired", null);
            two.vertx().eventBus().addInboundInterceptor(DROPPING);
            await().until(() -> !ready(two));
            IntStream.range(0, SOME).forEach(i -> publish(one, "repaired"));
            assertEquals(LongStream.rangeClosed(1, SOME).boxed().toList(), client.sequences(SOME));
            assertFalse(ready(two));
        } finally {
            two.vertx().eventBus().removeInboundInterceptor(DROPPING);
        }
        await().until(() -> ready(two));
    }

    @Test
    void subscriptions_add_nothing_to_the_shared_map_of_the_cluster() {
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

    private static void drop(DeliveryContext<Object> delivery) {
        if (!Set.of(Addresses.TOPIC_APPENDED, Addresses.NODE_BEAT)
                .contains(delivery.message().address())) {
            delivery.next();
        }
    }

    /** Bus registrations of all nodes, which Hazelcast keeps in one map by address. */
    private static int registrations() {
        HazelcastInstance instance =
                Hazelcast.getAllHazelcastInstances().iterator().next();
        int size = instance.getMultiMap("__vertx.subs").size();
        assertTrue(size > 0, "the map of registrations has another name");
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
