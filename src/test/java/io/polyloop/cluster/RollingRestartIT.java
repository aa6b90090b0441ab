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
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two nodes as processes, restarted one after the other under load. */
class RollingRestartIT {
    private static final Duration TIMEOUT = Duration.ofMinutes(1);

    @TempDir
    Path folder;

    private final Vertx vertx = Vertx.vertx();
    private final List<ChildNode> nodes = new CopyOnWriteArrayList<>();
    private final List<Long> received = new ArrayList<>();
    private volatile boolean writing = true;

    @AfterEach
    void close() {
        TestNode.await(vertx.close());
    }

    @Test
    void no_write_fails_and_no_message_is_missed_when_clients_follow_goaway() {
        try (ClusterProcesses cluster = new ClusterProcesses(folder, settings())) {
            ChildNode one = join(cluster, 0);
            ChildNode two = join(cluster, 1);
            CompletableFuture<List<Long>> writer = CompletableFuture.supplyAsync(this::write);

            String position = receiveUntilGoaway(one, "0");
            ChildNode again = join(cluster, 0);
            position = receiveUntilGoaway(two, position);

            writing = false;
            List<Long> acknowledged = writer.join();
            receive(again, position, acknowledged.size());
            assertEquals(LongStream.rangeClosed(1, acknowledged.size()).boxed().toList(), acknowledged);
            assertEquals(acknowledged, received);
            System.out.println(acknowledged.size() + " writes during a rolling restart");
        }
    }

    @Test
    void all_nodes_drain_when_they_are_stopped_together() {
        try (ClusterProcesses cluster = new ClusterProcesses(folder)) {
            ChildNode one = join(cluster, 0);
            ChildNode two = join(cluster, 1);
            nodes.forEach(ChildNode::terminate);
            assertEquals(0, one.exitCode(), one::output);
            assertEquals(0, two.exitCode(), two::output);
        }
    }

    private static String[] settings() {
        return new String[] {"POLYLOOP_DRAIN_DELAY", "1s", "POLYLOOP_LIVE_RECONNECT_SPREAD", "500ms"};
    }

    private ChildNode join(ClusterProcesses cluster, int index) {
        ChildNode node = cluster.start(index);
        await().atMost(TIMEOUT).until(() -> ready(node));
        nodes.add(node);
        return node;
    }

    /** Writes as a load balancer routes: only to a ready node. Fails on any status but 201. */
    private List<Long> write() {
        List<Long> acknowledged = new ArrayList<>();
        while (writing) {
            ChildNode node =
                    nodes.stream().filter(ClusterProcesses::ready).findFirst().orElseThrow();
            var answer = Http.post(node.http("/api/v1/topics/t/messages"), "1");
            assertEquals(201, answer.statusCode(), answer::body);
            acknowledged.add(Http.body(answer).getLong("seq"));
        }
        return acknowledged;
    }

    /** Receives messages, stops the node, and receives until goaway. Returns the last position. */
    private String receiveUntilGoaway(ChildNode node, String after) {
        try (LiveClient client = LiveClient.connect(vertx, node.port())) {
            String epoch = client.subscribe("t", after).getString("epoch");
            await().until(() -> client.waiting() > 0);
            node.terminate();
            JsonObject frame = client.next();
            for (; !frame.getString("op").equals("goaway"); frame = client.next()) {
                received.add(frame.getLong("seq"));
            }
            assertTrue(frame.getLong("reconnectAfterMs") <= 500, frame::encode);
            assertEquals(0, node.exitCode(), node::output);
            return epoch + ":" + received.get(received.size() - 1);
        }
    }

    private void receive(ChildNode node, String after, int until) {
        try (LiveClient client = LiveClient.connect(vertx, node.port())) {
            client.subscribe("t", after);
            received.addAll(client.sequences(until - received.size()));
        }
    }
}
