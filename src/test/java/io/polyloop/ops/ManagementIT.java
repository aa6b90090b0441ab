package io.polyloop.ops;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polyloop.fixture.Http;
import io.polyloop.fixture.LiveClient;
import io.polyloop.fixture.TestNode;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManagementIT {
    private static final String LABELS = "\\{[a-zA-Z_]\\w*=\"(?:[^\"\\\\\n]|\\\\[\"\\\\n])*\""
            + "(?:,[a-zA-Z_]\\w*=\"(?:[^\"\\\\\n]|\\\\[\"\\\\n])*\")*,?}";
    private static final Pattern LINE = Pattern.compile(
            "# (HELP|TYPE) [a-zA-Z_:][\\w:]* .*|[a-zA-Z_:][\\w:]*(" + LABELS + ")? (NaN|[+-]?Inf|[-+.\\deE]+)");

    @TempDir
    Path data;

    private TestNode node;

    @BeforeEach
    void start() {
        node = TestNode.start(data, "verticles", JsonArray.of());
    }

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void every_probe_lists_its_checks() {
        assertEquals(Set.of("event-loop"), checks("/livez"));
        assertEquals(Set.of("event-loop", "serving", "journal"), checks("/readyz"));
        assertEquals(Set.of("started"), checks("/startupz"));
    }

    @Test
    void any_other_path_is_not_found() {
        for (String path : List.of("/", "/metrics/x", "/readyz/..", "/api/v1/topics", "/mypage.html")) {
            assertEquals(404, Http.get(node.management(path)).statusCode(), path);
        }
    }

    @Test
    void metrics_are_well_formed_and_cover_every_part() {
        use();
        List<String> lines = metrics();
        assertEquals(
                List.of(),
                lines.stream().filter(line -> !LINE.matcher(line).matches()).toList());
        for (String name : List.of(
                "polyloop_loop_lag_seconds_count",
                "polyloop_journal_batch_count",
                "polyloop_journal_commit_seconds_sum",
                "polyloop_journal_pending",
                "polyloop_live_subscriptions",
                "polyloop_live_outbox_bytes",
                "polyloop_live_catchups_total",
                "polyloop_live_deliveries_total",
                "polyloop_http_answers_seconds_count",
                "polyloop_http_connections",
                "jvm_memory_used_bytes")) {
            assertTrue(lines.stream().anyMatch(line -> line.matches(name + "[ {].*")), name);
        }
    }

    @Test
    void a_response_is_counted_by_its_status() {
        use();
        Http.get(node.http("/nothing"));
        List<String> lines = metrics();
        for (String status : List.of("201", "404")) {
            assertTrue(lines.contains("polyloop_http_answers_seconds_count{code=\"" + status + "\"} 1"), status);
        }
    }

    @Test
    void a_connection_is_counted_until_it_closes() {
        try (LiveClient client = LiveClient.connect(node.vertx(), node.port())) {
            assertTrue(metrics().contains("polyloop_http_connections 1.0"));
        }
        await().until(() -> metrics().contains("polyloop_http_connections 0.0"));
    }

    @Test
    void no_time_series_contains_client_input() {
        use();
        Http.send(HttpRequest.newBuilder(node.http("/nothing")).method("X", HttpRequest.BodyPublishers.noBody()));
        Http.get(node.management("/nothing"));
        Set<String> before = series();
        Random random = new Random(7);
        for (int i = 0; i < 200; i++) {
            String path = "/" + HexFormat.of().toHexDigits(random.nextLong());
            String method = "M" + HexFormat.of().toHexDigits(random.nextInt());
            Http.send(HttpRequest.newBuilder(i % 2 == 0 ? node.http(path) : node.management(path))
                    .method(random.nextBoolean() ? method : "GET", HttpRequest.BodyPublishers.noBody()));
        }
        Set<String> after = series();
        after.removeAll(before);
        after.removeIf(name -> name.startsWith("jvm_gc_"));
        assertEquals(
                Set.of(),
                after.stream()
                        .filter(name -> !name.matches(".*code=\"\\d{3}\".*"))
                        .collect(Collectors.toSet()));
        assertTrue(after.size() < 20, after::toString);
    }

    @Test
    void a_subscription_is_counted_until_it_ends() {
        try (LiveClient client = LiveClient.connect(node.vertx(), node.port())) {
            client.subscribe("t", null);
            await().until(() -> metrics().contains("polyloop_live_subscriptions 1.0"));
        }
        await().until(() -> metrics().contains("polyloop_live_subscriptions 0.0"));
    }

    private void use() {
        assertEquals(201, Http.post(node.http("/api/v1/topics/t/messages"), "1").statusCode());
    }

    private Set<String> checks(String path) {
        HttpResponse<String> answer = Http.get(node.management(path));
        assertEquals(200, answer.statusCode());
        assertEquals("up", Http.body(answer).getString("status"));
        JsonArray checks = Http.body(answer).getJsonArray("checks");
        assertFalse(checks.isEmpty());
        return checks.stream()
                .map(JsonObject.class::cast)
                .filter(check -> check.getString("status").equals("up"))
                .map(check -> check.getString("name"))
                .collect(Collectors.toSet());
    }

    private List<String> metrics() {
        HttpResponse<String> answer = Http.get(node.management("/metrics"));
        assertTrue(answer.headers().firstValue("Content-Type").orElseThrow().startsWith("text/plain"));
        return answer.body().lines().toList();
    }

    private Set<String> series() {
        return metrics().stream()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.substring(0, line.lastIndexOf(' ')))
                .collect(Collectors.toSet());
    }
}
