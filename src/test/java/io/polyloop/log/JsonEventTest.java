package io.polyloop.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.MDC;

class JsonEventTest {
    private static final LoggerContext CONTEXT = new LoggerContext();

    @BeforeAll
    static void setOrigins() {
        CONTEXT.setMDCAdapter(MDC.getMDCAdapter());
    }

    @Test
    void an_event_has_its_time_source_and_origin() {
        LoggingEvent event = event("io.polyloop.scripts.js/orders.js", "a \"b\"\nc", null);
        event.setTimeStamp(1_000);
        event.setMDCPropertyMap(Map.of("request", "r1", "trace", "t1", "span", "s1"));
        JsonObject json = new JsonObject(JsonEvent.line(event));
        assertEquals("1970-01-01T00:00:01.000Z", json.getString("time"));
        assertEquals("a \"b\"\nc", json.getString("message"));
        assertEquals("js/orders.js", json.getString("script"));
        assertEquals("WARN", json.getString("level"));
        assertEquals(
                "r1 t1 s1", json.getString("request") + " " + json.getString("trace") + " " + json.getString("span"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "\u0000", "\n", "\"", "\u20ac", "\ud83d\ude00", "\ud83d", "\u2028"})
    void hostile_text_stays_on_one_line_within_the_limit(String part) {
        String huge = part.repeat(100_000);
        Throwable thrown = new IllegalStateException(huge, new RuntimeException(huge, new Exception(huge)));
        LoggingEvent event = event(huge, huge, thrown);
        event.setThreadName(huge);
        event.setMDCPropertyMap(Map.of("request", huge, "trace", huge, "span", huge));
        String line = JsonEvent.line(event);
        assertTrue(line.getBytes(StandardCharsets.UTF_8).length <= JsonEvent.MAX_LINE, line::toString);
        assertEquals(line.length() - 1, line.indexOf('\n'));
        assertTrue(new JsonObject(line).getString("message").endsWith("…"), line::toString);
    }

    @Test
    void a_stack_shows_every_cause() {
        Throwable thrown = new IllegalStateException("a", new RuntimeException("b"));
        JsonObject json = new JsonObject(JsonEvent.line(event("x", "y", thrown))).getJsonObject("exception");
        assertEquals("java.lang.IllegalStateException", json.getString("class"));
        assertEquals("a", json.getString("message"));
        assertTrue(json.getString("stack").contains("Caused by: java.lang.RuntimeException: b"), json::encode);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://h/d?user=u&password=hunter2hunter2&ssl=true",
                "Authorization: Bearer hunter2hunter2",
                "GET /api/v1/live?ticket=hunter2hunter2 HTTP/1.1",
                "polyloop.v1, polyloop.bearer.hunter2hunter2",
                "Cookie: session=hunter2hunter2; a=b",
                "https://ada:hunter2hunter2@example.com/",
                "{\"password\":\"hunter2hunter2\"}",
                "GET /a?refresh_token=hunter2hunter2&api_key=hunter2hunter2",
            })
    void credentials_are_hidden_in_messages_and_exceptions(String text) {
        String line = JsonEvent.line(event("x", text, new RuntimeException(text, new RuntimeException(text))));
        assertFalse(line.contains("hunter2"), line::toString);
        assertTrue(line.contains("***"), line::toString);
    }

    @Test
    void a_fault_of_a_setting_stays_readable() {
        String fault = "1 invalid setting:\n  - journal.password: has no value; set one";
        assertEquals(fault, new JsonObject(JsonEvent.line("ERROR", "polyloop", fault)).getString("message"));
    }

    @Test
    void an_audit_event_keeps_its_fields_and_says_that_it_is_one() {
        JsonObject json = new JsonObject(JsonEvent.auditLine(event("audit", "{\"event\":\"denied\"}", null)));
        assertEquals("audit denied", json.getString("logger") + " " + json.getString("event"));
        assertTrue(json.containsKey("time"));
    }

    private static LoggingEvent event(String logger, String message, Throwable thrown) {
        return new LoggingEvent("x", CONTEXT.getLogger(logger), Level.WARN, message, thrown, null);
    }
}
