package io.polyloop.auth;

import static io.polyloop.auth.Identities.ISSUER;
import static io.polyloop.auth.Identities.identity;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polyloop.config.Verb;
import io.polyloop.fixture.LogCapture;
import io.polyloop.topic.Rfc3339;
import io.polyloop.topic.TopicName;
import io.polyloop.verticle.Trace;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AuditLogTest {
    private static final String ADDRESS = "192.0.2.1";

    private final LogCapture written = new LogCapture("audit");
    private long now;
    private final AuditLog audit = new AuditLog(() -> now);

    @AfterEach
    void close() {
        written.close();
    }

    private List<JsonObject> lines() {
        return written.messages().stream().map(JsonObject::new).toList();
    }

    private JsonObject line() {
        assertEquals(1, lines().size(), lines()::toString);
        return lines().get(0);
    }

    private void deny(String topic) {
        Identity identity = identity(ISSUER, "ada", "acme", Map.of("secret", "claim"));
        audit.denied(identity, Verb.PUBLISH, new TopicName(topic), Decision.deny("no rule allows it"), ADDRESS);
    }

    private void passInterval() {
        now += AuditRepeats.INTERVAL.toNanos();
    }

    @Test
    void a_denial_says_who_what_why_and_where() {
        deny("a.b");
        JsonObject line = line();
        Rfc3339.parse((String) line.remove("at"));
        assertEquals(
                JsonObject.of(
                        "event", "denied",
                        "issuer", ISSUER,
                        "subject", "ada",
                        "tenant", "acme",
                        "verb", "publish",
                        "topic", "a.b",
                        "decision", "denied",
                        "rule", 0,
                        "reason", "no rule allows it",
                        "address", ADDRESS),
                line);
    }

    @Test
    void other_events_have_the_fields_that_they_know() {
        audit.authenticated(identity(ISSUER, "ada", null, Map.of()), "sse", ADDRESS);
        audit.rejected("http", "the token has expired", null);
        audit.administered("management", "revoke", "subject ada");
        List<JsonObject> lines = lines();
        lines.forEach(line -> line.remove("at"));
        assertEquals(
                List.of(
                        JsonObject.of(
                                "event",
                                "authenticated",
                                "issuer",
                                ISSUER,
                                "subject",
                                "ada",
                                "transport",
                                "sse",
                                "address",
                                ADDRESS),
                        JsonObject.of("event", "rejected", "transport", "http", "reason", "the token has expired"),
                        JsonObject.of(
                                "event",
                                "administered",
                                "actor",
                                "management",
                                "action",
                                "revoke",
                                "target",
                                "subject ada")),
                lines);
    }

    @Test
    void an_event_has_the_request_and_the_trace_in_which_it_happens() {
        String trace = "4bf92f3577b34da6a3ce929d0e0e4736";
        new Trace("00-" + trace + "-00f067aa0ba902b7-01", "r1").during(() -> deny("a"));
        assertEquals("r1", line().getString("request"));
        assertEquals(trace, line().getString("trace"));
    }

    @Test
    void texts_of_clients_are_escaped_and_cut() {
        String hostile = "\n\r\u0000\"},{\u001b".repeat(100_000) + "\ud83d\ude00";
        audit.denied(
                identity(hostile, hostile, hostile, Map.of()),
                Verb.ERASE,
                new TopicName("a"),
                Decision.deny(hostile),
                hostile);
        String line = written.messages().get(0);
        assertTrue(line.length() < 16_384, () -> "" + line.length());
        assertEquals(1, line.lines().count());
        assertEquals(hostile.substring(0, AuditEvent.MAX_TEXT) + "…", new JsonObject(line).getString("subject"));
    }

    @Test
    void a_character_is_not_cut_in_two() {
        audit.rejected("http", "a".repeat(AuditEvent.MAX_TEXT - 1) + "\ud83d\ude00", ADDRESS);
        assertEquals("a".repeat(AuditEvent.MAX_TEXT - 1) + "…", line().getString("reason"));
    }

    @Test
    void repetitions_are_one_line_and_a_count_per_interval() {
        IntStream.range(0, 1_000).forEach(i -> deny("a"));
        audit.tick();
        assertEquals(1, lines().size());
        passInterval();
        audit.tick();
        assertEquals(999, lines().get(1).getInteger("count"));
        assertEquals("a", lines().get(1).getString("topic"));
        deny("a");
        assertEquals(2, lines().size(), "a flood that goes on is only counted");
        passInterval();
        audit.tick();
        assertEquals(1, lines().get(2).getInteger("count"));
    }

    @Test
    void an_event_after_a_quiet_interval_is_written_at_once() {
        deny("a");
        passInterval();
        audit.tick();
        assertEquals(1, lines().size(), "no count of nothing");
        deny("a");
        assertEquals(2, lines().size());
    }

    @Test
    void a_count_has_no_request_of_its_own() {
        deny("a");
        deny("a");
        passInterval();
        new Trace(null, "other").during(audit::tick);
        assertEquals(1, lines().get(1).getInteger("count"));
        assertFalse(lines().get(1).containsKey("request"));
    }

    @Test
    void events_that_differ_are_written_each() {
        deny("a");
        deny("b");
        audit.rejected("http", "x", ADDRESS);
        audit.rejected("sse", "x", ADDRESS);
        audit.rejected("http", "y", ADDRESS);
        audit.rejected("http", "x", "192.0.2.2");
        assertEquals(6, lines().size());
    }

    @Test
    void a_flood_of_different_events_is_bounded_and_counted() {
        IntStream.range(0, 50_000).forEach(i -> audit.rejected("http", "x", "2001:db8::" + i));
        assertEquals(AuditRepeats.MAX_EVENTS + 1, lines().size());
        assertTrue(lines().get(AuditRepeats.MAX_EVENTS).containsKey("other"));
        deny("a");
        audit.administered("x", "revoke", "y");
        assertEquals(AuditRepeats.MAX_EVENTS + 3, lines().size(), "other events are not hidden by it");
        written.clear();
        passInterval();
        audit.tick();
        assertEquals(50_000 - AuditRepeats.MAX_EVENTS - 1, line().getInteger("count"));
    }

    @Test
    void a_tick_writes_a_bounded_number_of_counts_and_the_next_ones_the_rest() {
        IntStream.range(0, 2 * AuditRepeats.MAX_EVENTS)
                .forEach(i -> audit.rejected("http", "x", "2001:db8::" + i % AuditRepeats.MAX_EVENTS));
        written.clear();
        passInterval();
        audit.tick();
        assertEquals(AuditRepeats.MAX_DUE, lines().size());
        IntStream.range(1, 10).forEach(i -> audit.tick());
        assertEquals(AuditRepeats.MAX_EVENTS, lines().size());
        audit.tick();
        assertEquals(AuditRepeats.MAX_EVENTS, lines().size());
    }

    @Test
    void all_counts_are_written_at_the_end() {
        deny("a");
        deny("a");
        audit.rejected("http", "x", ADDRESS);
        audit.close();
        assertEquals(3, lines().size());
        audit.close();
        assertEquals(3, lines().size());
    }

    @Test
    void no_event_is_lost_between_threads() throws InterruptedException {
        CountDownLatch done = new CountDownLatch(4);
        Runnable flood = () -> {
            IntStream.range(0, 5_000).forEach(i -> audit.rejected("http", "x", "10.0.0." + i % 7));
            done.countDown();
        };
        IntStream.range(0, 4).forEach(i -> new Thread(flood).start());
        done.await();
        audit.close();
        assertEquals(
                20_000,
                lines().stream().mapToInt(line -> line.getInteger("count", 1)).sum());
    }
}
