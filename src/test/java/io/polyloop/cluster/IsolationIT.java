package io.polyloop.cluster;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polyloop.fixture.ChildNode;
import io.polyloop.fixture.Http;
import io.polyloop.fixture.Postgres;
import io.polyloop.fixture.TestCluster;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two nodes as processes, of which one is lost to the other. */
class IsolationIT {
    private static final int ISOLATED = 4;

    @TempDir
    Path folder;

    private final String database = Postgres.newDatabase();
    private final int seed = TestCluster.freePort();

    @Test
    void a_node_that_hears_too_few_is_not_ready_and_ends_after_a_while_to_be_started_anew() {
        try (ChildNode one = start(seed);
                ChildNode two = start(TestCluster.freePort())) {
            await().atMost(Duration.ofMinutes(1)).until(() -> readiness(one) == 200 && readiness(two) == 200);
            two.kill();
            await().atMost(Duration.ofMinutes(1)).until(() -> readiness(one) == 503);
            assertEquals(ISOLATED, one.exitCode());
            assertTrue(one.output().contains("isolated for longer than cluster.isolation-timeout"), one.output());
            assertTrue(one.output().contains("drained in "), one.output());
        }
    }

    @Test
    void two_nodes_drain_one_after_the_other() {
        try (ChildNode one = start(seed, "POLYLOOP_CLUSTER_MINIMUM", "1");
                ChildNode two = start(TestCluster.freePort(), "POLYLOOP_CLUSTER_MINIMUM", "1")) {
            await().atMost(Duration.ofMinutes(1)).until(() -> readiness(one) == 200 && readiness(two) == 200);
            two.terminate();
            assertEquals(0, two.exitCode());
            assertEquals(
                    201, Http.post(one.http("/api/v1/topics/t/messages"), "1").statusCode());
            one.terminate();
            assertEquals(0, one.exitCode());
        }
    }

    private ChildNode start(int port, String... more) {
        List<String> environment = new ArrayList<>(List.of(
                "POLYLOOP_JOURNAL_URL",
                database,
                "POLYLOOP_CLUSTER_ENABLED",
                "true",
                "POLYLOOP_CLUSTER_NAME",
                "test-" + seed,
                "POLYLOOP_CLUSTER_PORT",
                Integer.toString(port),
                "POLYLOOP_CLUSTER_BUS_PORT",
                Integer.toString(TestCluster.freePort()),
                "POLYLOOP_CLUSTER_SEEDS",
                "127.0.0.1:" + seed,
                "POLYLOOP_CLUSTER_MINIMUM",
                "2",
                "POLYLOOP_CLUSTER_BEAT",
                "200ms",
                "POLYLOOP_CLUSTER_ISOLATION_TIMEOUT",
                "5s"));
        environment.addAll(Arrays.asList(more));
        return ChildNode.start(folder, environment.toArray(String[]::new));
    }

    private static int readiness(ChildNode node) {
        return Http.get(node.management("/readyz")).statusCode();
    }
}
