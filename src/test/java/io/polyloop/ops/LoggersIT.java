package io.polyloop.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polyloop.fixture.Http;
import io.polyloop.fixture.LogCapture;
import io.polyloop.fixture.TestNode;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

/** The levels of loggers over the management port. */
class LoggersIT {
    private static final String NAME = LoggersIT.class.getName();
    private static final String AUDITED = NAME + ".audited";

    @TempDir
    static Path data;

    private static TestNode node;

    @BeforeAll
    static void start() {
        LoggerFactory.getLogger(AUDITED);
        LoggerFactory.getLogger("io.polyloop.scripts.js/orders.js");
        node = TestNode.start(data, "verticles", JsonArray.of());
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @Test
    void a_level_is_set_shown_and_ended() {
        JsonObject set = body(put("/loggers/" + NAME, "{\"level\":\"debug\",\"minutes\":5}"));
        assertEquals("debug", set.getString("level"));
        assertFalse(set.containsKey("configured"));
        Instant until = Instant.parse(set.getJsonObject("override").getString("until"));
        assertTrue(Duration.between(Instant.now(), until).toSeconds() > 4 * 60, set::encode);
        assertTrue(LoggerFactory.getLogger(NAME).isDebugEnabled());
        assertEquals(set, body(send("GET", "/loggers/" + NAME, "")));
        assertTrue(body(send("GET", "/loggers", "")).getJsonArray("loggers").contains(set));

        assertTrue(send("DELETE", "/loggers/" + NAME, "").startsWith("HTTP/1.1 204 "));
        assertFalse(LoggerFactory.getLogger(NAME).isDebugEnabled());
        assertProblem(404, "not_found", send("DELETE", "/loggers/" + NAME, ""));
    }

    @Test
    void a_script_is_named_with_its_path() {
        String path = "/loggers/io.polyloop.scripts.js/orders.js";
        assertEquals("warn", body(put(path, "{\"level\":\"warn\"}")).getString("level"));
        assertTrue(send("DELETE", path.replace("js/", "js%2F"), "").startsWith("HTTP/1.1 204 "));
    }

    @Test
    void loggers_are_found_by_the_start_of_their_name() {
        JsonObject found = body(send("GET", "/loggers?prefix=" + NAME, ""));
        assertEquals(NAME, found.getJsonArray("loggers").getJsonObject(0).getString("name"));
        assertTrue(found.getBoolean("complete"));
        assertProblem(400, "invalid_parameter", send("GET", "/loggers?name=x", ""));
        assertProblem(400, "invalid_parameter", send("GET", "/loggers?prefix=a%20b", ""));
        assertProblem(400, "invalid_parameter", send("GET", "/loggers/" + NAME + "?x=1", ""));
    }

    @Test
    void each_change_is_in_the_audit_log() {
        try (LogCapture audit = new LogCapture("audit")) {
            put("/loggers/" + AUDITED, "{\"level\":\"error\"}");
            send("DELETE", "/loggers/" + AUDITED, "");
            String actor = "\"actor\":\"management 127.0.0.1\",\"action\":";
            assertEquals(1, audit.count(actor + "\"set level\",\"target\":\"" + AUDITED + " error for 600 s\""));
            assertEquals(1, audit.count(actor + "\"end level\",\"target\":\"" + AUDITED + "\""));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "io.polyloop~{\"level\":\"loud\"}~400~invalid_parameter",
                "io.polyloop~{}~400~invalid_parameter",
                "io.polyloop~{\"level\":\"debug\",\"minutes\":0}~400~invalid_parameter",
                "io.polyloop~{\"level\":\"debug\",\"minutes\":1441}~400~invalid_parameter",
                "io.polyloop~{\"level\":\"debug\",\"minutes\":1.5}~400~invalid_parameter",
                "io.polyloop~{\"level\":\"debug\",\"hours\":1}~400~invalid_parameter",
                "io.polyloop?x=1~{\"level\":\"debug\"}~400~invalid_parameter",
                "io.polyloop~{\"level\":~400~invalid_json",
                "a%20b~{\"level\":\"debug\"}~400~invalid_parameter",
                "a%0ab~{\"level\":\"debug\"}~400~invalid_parameter",
                "%zz~{\"level\":\"debug\"}~400~invalid_parameter",
                "made.up~{\"level\":\"debug\"}~404~not_found",
                "audit~{\"level\":\"error\"}~403~forbidden",
                "io.netty~{\"level\":\"debug\"}~403~forbidden",
                "io.vertx.ext.web~{\"level\":\"trace\"}~403~forbidden"
            })
    void an_invalid_level_is_refused(String name, String body, int status, String code) {
        String loggers = send("GET", "/loggers", "");
        assertProblem(status, code, put("/loggers/" + name, body));
        assertEquals(body(loggers), body(send("GET", "/loggers", "")));
    }

    @Test
    void a_page_cannot_change_levels() {
        String request = "PUT /loggers/" + NAME + " HTTP/1.1\r\nHost: localhost\r\nOrigin: http://localhost:8080\r\n"
                + "Content-Type: application/json\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
        assertProblem(403, "forbidden", Http.raw(node.managementPort(), request));
    }

    private static String put(String path, String body) {
        return send("PUT", path, body);
    }

    private static String send(String method, String path, String body) {
        String head = method + " " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                + "Content-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n";
        return Http.raw(node.managementPort(), head + body);
    }

    private static JsonObject body(String answer) {
        return new JsonObject(answer.substring(answer.indexOf("\r\n\r\n") + 4));
    }

    private static void assertProblem(int status, String code, String answer) {
        assertTrue(answer.startsWith("HTTP/1.1 " + status + " "), answer);
        assertEquals(code, body(answer).getString("code"));
    }
}
