package io.polyloop.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polyloop.fixture.Http;
import io.polyloop.fixture.engine.ChildNode;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All that a process writes with {@code log.format: json}, on both standard streams. */
class JsonLogIT {
    private static final String SECRET = "hunter2hunter2";

    @TempDir
    Path folder;

    @Test
    void each_line_is_json_whoever_writes_it_and_shows_no_secret() {
        try (ChildNode node = ChildNode.start(
                folder,
                "POLYLOOP_LOG_FORMAT",
                "json",
                "LOG_LEVEL",
                "TRACE",
                "POLYLOOP_LOG_LEVELS",
                "io.polyloop=trace",
                ChildNode.VERTICLES,
                PrintingVerticle.class.getName())) {
            String request = "GET /api/v1/topics?access_token=" + SECRET + " HTTP/1.1\r\nHost: localhost\r\n"
                    + "Authorization: Bearer " + SECRET + "\r\nCookie: a=" + SECRET + "\r\nConnection: close\r\n\r\n";
            Http.raw(node.port(), request);
            node.terminate();
            assertEquals(0, node.exitCode(), node::output);
            List<JsonObject> lines = node.output().lines().map(JsonObject::new).toList();
            assertFalse(node.output().contains(SECRET), node::output);
            assertLine(lines, "stdout", "printed to out");
            assertLine(lines, "stderr", "printed to err");
            assertLine(lines, "stderr", "java.lang.IllegalStateException: printed trace");
            assertLine(lines, "org.postgresql.Driver", "by java.util.logging");
            assertLine(lines, "jdk.httpclient", "by the logger of the JDK");
            assertTrue(node.output().contains("thrown on the event loop"), node::output);
            assertTrue(node.output().contains("thrown on a thread"), node::output);
            assertLine(lines, "stdout", "the driver makes events of FINE: false");
        }
    }

    @Test
    void a_failed_start_is_one_line_of_json() {
        try (ChildNode node = ChildNode.launch(
                folder,
                "POLYLOOP_LOG_FORMAT",
                "json",
                "POLYLOOP_LOG_LEVELS",
                "audit=warn",
                "POLYLOOP_HTTP_PORT",
                "x")) {
            assertEquals(2, node.exitCode(), node::output);
            String message = new JsonObject(node.output()).getString("message");
            assertTrue(message.contains("log.levels: the audit log ") && message.contains("http.port: "), message);
        }
    }

    private static void assertLine(List<JsonObject> lines, String logger, String message) {
        assertTrue(
                lines.stream()
                        .anyMatch(line ->
                                logger.equals(line.getString("logger")) && message.equals(line.getString("message"))),
                () -> logger + " " + message + " in " + lines);
    }
}
