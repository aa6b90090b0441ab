package io.polyloop.telemetry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.polyloop.fixture.Http;
import io.polyloop.fixture.LiveClient;
import io.polyloop.fixture.TestNode;
import io.polyloop.fixture.engine.TestCluster;
import io.polyloop.sql.Database;
import io.polyloop.sql.UnitOfWork;
import io.polyloop.verticle.Topics;
import io.polyloop.verticle.Trace;
import io.vertx.core.http.WebSocketConnectOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a collector receives of two nodes. */
class TracesIT {
    private static final String CALLER = "2".repeat(16);
    private static final String MESSAGES = "/api/v1/topics/{topic}/messages";
    private static final AtomicInteger TRACES = new AtomicInteger();

    @TempDir
    static Path folder;

    private static Collector collector;
    private static TestCluster cluster;
    private static TestNode one;
    private static TestNode two;

    /** A trace id that no other test uses. */
    private final String trace = String.format("%032x", TRACES.incrementAndGet());

    private final String parent = "00-" + trace + "-" + CALLER + "-01";

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
        try (LiveClient client = LiveClient.connect(two.vertx(), two.port())) {
            client.subscribe("traced", "0");
            Http.post(one.http("/api/v1/topics/traced/messages"), "{}", "traceparent", parent, "tracestate", "a=1,b=2");
            assertEquals(1, client.next("message").getLong("seq"));
        }
        awaitDeliveries();
        Collector.Received post = span("POST " + MESSAGES);
        Collector.Received commit = span("commit");
        assertEquals(CALLER, post.parent());
        assertEquals(post.id(), commit.parent());
        assertEquals(List.of(trace), commit.links());
        assertEquals(commit.id(), span("deliver").parent());
        assertEquals(List.of("a=1,b=2", "a=1,b=2", "a=1,b=2"), states(post, commit, span("deliver")));
        assertEquals(
                Map.of(
                        "http.request.method", "POST",
                        "http.response.status_code", "201",
                        "http.route", MESSAGES,
                        "server.address", "127.0.0.1",
                        "url.path", "/api/v1/topics/traced/messages",
                        "url.scheme", "http"),
                post.attributes());
    }

    @Test
    void the_query_of_a_request_is_not_exported() {
        Http.get(one.http("/api/v1/topics?prefix=secret"), "traceparent", parent);
        awaitSpan("GET /api/v1/topics");
        assertFalse(span("GET /api/v1/topics").attributes().toString().contains("secret"));
    }

    @Test
    void an_unsampled_request_has_no_span() {
        String unsampled = parent.replaceFirst("01$", "00");
        Http.post(one.http("/api/v1/topics/unsampled/messages"), "{}", "traceparent", unsampled);
        Http.post(one.http("/api/v1/topics/unsampled/messages"), "{}", "traceparent", parent);
        awaitDeliveries();
        assertEquals(1, names().stream().filter("commit"::equals).count());
    }

    @Test
    void a_publish_with_a_traceparent_is_traced_and_a_malformed_one_is_ignored() {
        try (LiveClient client = LiveClient.connect(one.vertx(), one.port())) {
            for (String caller : List.of(parent, "00-nonsense", "00-" + "0".repeat(32) + "-" + CALLER + "-01")) {
                client.send("op", "publish", "topic", "ws", "data", 1, "traceparent", caller);
                client.next("published");
            }
        }
        awaitDeliveries();
        assertEquals(CALLER, span("publish").parent());
        assertEquals(span("publish").id(), span("commit").parent());
        assertEquals(1, names().stream().filter("publish"::equals).count());
    }

    @Test
    void a_unit_of_work_is_traced_to_the_delivery() {
        TestNode.await(database().commit(UnitOfWork.of().append("units", 1)));
        awaitDeliveries();
        assertEquals(span("process database.commit").id(), span("commit").parent());
        assertEquals(span("commit").id(), span("deliver").parent());
    }

    @Test
    void a_transaction_is_traced_to_the_delivery() {
        TestNode.await(database().transaction(transaction -> {
            transaction.append("transactions", 1, null);
            return null;
        }));
        awaitDeliveries();
        assertEquals(
                span("process database.transaction").id(), span("transaction").parent());
        assertEquals(span("transaction").id(), span("deliver").parent());
    }

    @Test
    void a_verticle_that_reacts_to_a_message_continues_its_trace() {
        Topics topics = new Topics(one.vertx());
        TestNode.await(topics.on("cause", message -> topics.append("effect", 1)));
        Http.post(one.http("/api/v1/topics/cause/messages"), "{}", "traceparent", parent);
        awaitSpan("process journal.append");
        assertEquals(
                span("process topic.{topic}").id(), span("send journal.append").parent());
        TestNode.await(topics.close());
    }

    @Test
    void a_catch_up_has_no_span() {
        Http.post(one.http("/api/v1/topics/history/messages"), "{}", "traceparent", parent);
        awaitDeliveries();
        WebSocketConnectOptions traced = LiveClient.options(two.port()).putHeader("traceparent", parent);
        try (LiveClient client = LiveClient.connect(two.vertx(), traced)) {
            client.subscribe("history", "0");
            assertEquals(1, client.next("message").getLong("seq"));
        }
        // It is exported after what the catch-up would have caused.
        Http.get(two.http("/openapi.yaml"), "traceparent", parent);
        awaitSpan("GET /openapi.yaml");
        assertEquals(
                List.of("GET /api/v1/live", "GET /openapi.yaml", "POST " + MESSAGES, "commit", "deliver", "deliver"),
                names().stream().sorted().toList());
    }

    // part:hello
    // part:javascript
    @Test
    void a_call_of_a_script_is_in_the_trace_of_its_request() {
        Http.get(one.http("/api/v1/hello/js?name=Ada"), "traceparent", parent);
        awaitSpan("GET /api/v1/hello/{language}");
        Collector.Received process = span("process hello.js");
        assertEquals(span("send hello.js").id(), process.parent());
        assertEquals("hello.js", process.attributes().get("code.file.path"));
    }
    // end:javascript
    // end:hello

    private Database database() {
        return new Database(one.vertx(), () -> new Trace(parent, null).options());
    }

    private void awaitDeliveries() {
        Awaitility.await()
                .until(() -> names().stream().filter("deliver"::equals).count() == 2
                        && (names().contains("commit") || names().contains("transaction")));
    }

    private void awaitSpan(String name) {
        Awaitility.await().until(() -> names().contains(name));
    }

    private static boolean ready(TestNode node) {
        return Http.get(node.management("/readyz")).statusCode() == 200;
    }

    private List<Collector.Received> spans() {
        return collector.spans().stream()
                .filter(span -> span.trace().equals(trace))
                .toList();
    }

    private List<String> names() {
        return spans().stream().map(Collector.Received::name).toList();
    }

    private Collector.Received span(String name) {
        return spans().stream()
                .filter(span -> span.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError(name + " is not in " + names()));
    }

    private static List<String> states(Collector.Received... spans) {
        return List.of(spans).stream().map(Collector.Received::state).toList();
    }
}
