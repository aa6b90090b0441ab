package io.polyloop.cluster;

import static io.polyloop.fixture.engine.ClusterProcesses.ready;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polyloop.fixture.Http;
import io.polyloop.fixture.LiveClient;
import io.polyloop.fixture.TestNode;
import io.polyloop.fixture.engine.ChildNode;
import io.polyloop.fixture.engine.ClusterProcesses;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two nodes as processes, one of which is killed. */
class IsolationIT {
    private static final int ISOLATED = 4;
    private static final Duration TIMEOUT = Duration.ofMinutes(1);
    /** The default of cluster.dead-after. */
    private static final Duration DEAD_AFTER = Duration.ofSeconds(10);

    @TempDir
    Path folder;

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() {
        TestNode.await(vertx.close());
    }

    @Test
    void after_its_peer_is_killed_a_node_counts_without_it_and_exits_after_the_isolation_timeout() {
        try (ClusterProcesses cluster = new ClusterProcesses(folder, isolation("5s"));
                ChildNode one = cluster.start(0);
                ChildNode two = cluster.start(1)) {
            await().atMost(TIMEOUT).until(() -> ready(one) && ready(two));
            Http.post(one.http("/api/v1/topics/t/messages"), "1");
            try (LiveClient client = LiveClient.connect(vertx, two.port())) {
                client.subscribe("t", null);
                assertEquals(1, subscribers(one));
                two.kill();
                long killed = System.nanoTime();
                await().atMost(DEAD_AFTER.dividedBy(2)).until(() -> subscribers(one) == 0);
                System.out.printf("correct count %d ms after the kill%n", (System.nanoTime() - killed) / 1_000_000);
            }
            await().atMost(TIMEOUT).until(() -> !ready(one));
            assertEquals(ISOLATED, one.exitCode());
            assertTrue(one.output().contains("isolated for longer than cluster.isolation-timeout"), one.output());
            assertTrue(one.output().contains("drained in "), one.output());
        }
    }

    private static String[] isolation(String timeout) {
        return new String[] {"POLYLOOP_CLUSTER_MINIMUM", "2", "POLYLOOP_CLUSTER_ISOLATION_TIMEOUT", timeout};
    }

    private static int subscribers(ChildNode node) {
        return Http.body(Http.get(node.http("/api/v1/topics?prefix=t")))
                .getJsonArray("topics")
                .getJsonObject(0)
                .getInteger("subscribers");
    }
}
