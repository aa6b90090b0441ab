package io.polyloop.cluster;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polyloop.fixture.Http;
import io.polyloop.fixture.LiveClient;
import io.polyloop.fixture.TestNode;
import io.polyloop.fixture.engine.Postgres;
import io.polyloop.fixture.engine.TestCluster;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node that joins a cluster with another journal or with different settings. */
class MismatchedNodeIT {
    @TempDir
    Path folder;

    private TestCluster cluster;
    private TestNode one;

    @BeforeEach
    void start() {
        cluster = new TestCluster(folder);
        one = cluster.join();
        await().until(() -> ClusterIT.ready(one));
    }

    @AfterEach
    void stop() {
        cluster.close();
    }

    @Test
    void two_nodes_with_different_journals_are_not_peers_and_not_ready() {
        TestNode foreign = cluster.join("journal.url", Postgres.newDatabase());
        await().until(() -> !ClusterIT.ready(one) && !ClusterIT.ready(foreign));
        JsonObject data = ClusterIT.check(one).getJsonObject("data");
        assertEquals(1, data.getInteger("foreign"), data::encode);
        assertEquals(1, data.getInteger("heard"), data::encode);
        assertTrue(data.getJsonObject("differences").encode().contains("another journal"), data::encode);
        try (LiveClient client = LiveClient.connect(foreign.vertx(), foreign.port())) {
            client.subscribe("counted", null);
            assertEquals(0, subscribers(one), "subscribers of a foreign node are counted");
        }
    }

    @Test
    void two_nodes_with_different_settings_are_ready_and_report_the_difference() {
        TestNode other = cluster.join("limits.message", "32KiB");
        await().until(() -> Stream.of(one, other)
                .allMatch(node ->
                        ClusterIT.ready(node) && ClusterIT.check(node).encode().contains("limits.message")));
        assertTrue(ClusterIT.check(one).encode().contains("limits.message: 64KiB here, 32KiB there"));
    }

    private static int subscribers(TestNode node) {
        Http.post(node.http("/api/v1/topics/counted/messages"), "{}");
        return new JsonObject(
                        Http.get(node.http("/api/v1/topics?prefix=counted")).body())
                .getJsonArray("topics")
                .getJsonObject(0)
                .getInteger("subscribers");
    }
}
