package io.polyloop.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polyloop.fixture.Http;
import io.polyloop.fixture.LiveClient;
import io.polyloop.fixture.TestNode;
import io.polyloop.fixture.engine.TestCluster;
import java.nio.file.Path;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a collector receives of two nodes. */
class TracesIT {
    @TempDir
    static Path folder;

    private static Collector collector;
    private static TestCluster cluster;
    private static TestNode one;
    private static TestNode two;

    @BeforeAll
    static void start() {
        collector = new Collector();
        cluster = new TestCluster(folder);
        Object[] settings = {"cluster.minimum", 2, "traces.endpoint", collector.endpoint(), "traces.sampling", 0};
        one = cluster.join(settings);
        two = cluster.join(settings);
        Awaitility.await().until(() -> ready(one) && ready(two));
    }

    @AfterAll
    static void stop() {
        cluster.close();
        collector.close();
    }

    @Test
    void a_sampled_post_is_one_trace_over_the_commit_to_the_delivery_on_both_nodes() {
        String trace = "1".repeat(32);
        try (LiveClient client = LiveClient.connect(two.vertx(), two.port())) {
            client.subscribe("traced", "0");
            Http.post(
                    one.http("/api/v1/topics/traced/messages"),
                    "{}",
                    "traceparent",
                    "00-" + trace + "-" + "2".repeat(16) + "-01");
            assertEquals(1, client.next("message").getLong("seq"));
        }
        Awaitility.await()
                .until(() -> names(trace).stream().filter("deliver"::equals).count() == 2
                        && names(trace).contains("POST"));
        Collector.Received post = span(trace, "POST");
        Collector.Received commit = span(trace, "commit");
        assertEquals("2".repeat(16), post.parent());
        assertEquals(post.id(), commit.parent());
        assertEquals(List.of(trace), commit.links());
        assertEquals(commit.id(), span(trace, "deliver").parent());
    }

    @Test
    void the_query_of_a_request_is_not_exported() {
        String trace = "7".repeat(32);
        Http.get(one.http("/api/v1/topics?prefix=secret"), "traceparent", "00-" + trace + "-" + "8".repeat(16) + "-01");
        Awaitility.await().until(() -> names(trace).contains("GET"));
        String text = span(trace, "GET").text();
        assertTrue(text.contains("/api/v1/topics"), text);
        assertFalse(text.contains("secret"), text);
    }

    @Test
    void a_publish_with_a_traceparent_is_traced_and_a_malformed_one_is_ignored() {
        String trace = "3".repeat(32);
        try (LiveClient client = LiveClient.connect(one.vertx(), one.port())) {
            for (String parent : List.of("00-" + trace + "-" + "4".repeat(16) + "-01", "00-nonsense")) {
                client.send("op", "publish", "topic", "ws", "data", 1, "traceparent", parent);
                client.next("published");
            }
        }
        Awaitility.await().until(() -> names(trace).contains("deliver"));
        assertEquals("4".repeat(16), span(trace, "publish").parent());
        assertEquals(span(trace, "publish").id(), span(trace, "commit").parent());
        assertEquals(1, names(trace).stream().filter("publish"::equals).count());
    }

    // part:hello
    // part:javascript
    @Test
    void a_call_of_a_script_is_in_the_trace_of_its_request() {
        String trace = "5".repeat(32);
        Http.get(one.http("/api/v1/hello/js?name=Ada"), "traceparent", "00-" + trace + "-" + "6".repeat(16) + "-01");
        Awaitility.await()
                .until(() -> names(trace).contains("GET") && names(trace).size() >= 3);
        assertTrue(names(trace).contains("send"), names(trace)::toString);
    }
    // end:javascript
    // end:hello

    private static boolean ready(TestNode node) {
        return Http.get(node.management("/readyz")).statusCode() == 200;
    }

    private static List<String> names(String trace) {
        return collector.spans().stream()
                .filter(span -> span.trace().equals(trace))
                .map(Collector.Received::name)
                .toList();
    }

    private static Collector.Received span(String trace, String name) {
        return collector.spans().stream()
                .filter(span -> span.trace().equals(trace) && span.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
