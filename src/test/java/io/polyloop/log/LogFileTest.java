package io.polyloop.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

/** The log format of {@code conf/logback.xml}, which is also the packaged one. */
class LogFileTest {
    private final LoggerContext context = new LoggerContext();
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private RepeatFilter repeats;

    @BeforeEach
    void configure() throws Exception {
        context.setMDCAdapter(MDC.getMDCAdapter());
        JoranConfigurator configurator = new JoranConfigurator();
        configurator.setContext(context);
        configurator.doConfigure("conf/logback.xml");
        var console = (ConsoleAppender<ILoggingEvent>)
                context.getLogger(Logger.ROOT_LOGGER_NAME).getAppender("console");
        console.setOutputStream(written);
        repeats = (RepeatFilter) console.getCopyOfAttachedFiltersList().get(0);
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    @Test
    void a_logger_is_the_file_of_a_script_or_the_name_of_a_class() {
        context.getLogger("io.polyloop.scripts.ts/orders.js").info("x");
        context.getLogger("io.polyloop.web.Body").info("x");
        assertTrue(lines().get(0).endsWith(" INFO  ts/orders.js - x"), lines()::toString);
        assertTrue(lines().get(1).endsWith(" INFO  Body - x"), lines()::toString);
    }

    @Test
    void the_name_of_a_file_cannot_forge_an_event() {
        context.getLogger("io.polyloop.scripts.a\nforged\u2028.js").info("x");
        assertEquals(1, lines().size(), lines()::toString);
        assertTrue(lines().get(0).endsWith(" INFO  a\\nforged\\u2028.js - x"), lines()::toString);
    }

    @Test
    void text_can_neither_forge_an_event_nor_control_the_terminal() {
        logger().info("a {}", "\r\n12:00:00.000 INFO forged\u001b[2J\u0000\t\u2028\u0085\u202e\u061c");
        assertEquals(1, lines().size(), lines()::toString);
        assertTrue(
                lines().get(0)
                        .endsWith("a \\r\\n12:00:00.000 INFO forged\\u001b[2J\\u0000\\t\\u2028\\u0085\\u202e\\u061c"),
                lines()::toString);
    }

    @Test
    void exception_messages_cannot_forge_an_event() {
        logger().error("x", new IllegalStateException("a\nforged", new RuntimeException("b\nforged")));
        assertTrue(written.toString(StandardCharsets.UTF_8).contains("a\\nforged"), lines()::toString);
        assertFalse(lines().stream().anyMatch(line -> line.startsWith("forged")), lines()::toString);
    }

    @Test
    void indented_lines_of_an_event_are_kept() {
        logger().error("Error: a\nb\n    at f (x.text:1)\n{\n  a: 1\n}");
        assertTrue(lines().get(0).endsWith("Error: a\\nb"), lines()::toString);
        assertEquals("    at f (x.text:1)\\n{", lines().get(1));
        assertEquals(List.of("  a: 1", "}"), lines().subList(2, 4));
    }

    @Test
    void an_audit_event_is_its_json_alone_and_on_one_line() {
        var audit = (ConsoleAppender<ILoggingEvent>) context.getLogger("audit").getAppender("audit");
        audit.setOutputStream(written);
        context.getLogger("audit")
                .info(JsonObject.of("subject", "a\n\u0085\u202e\"").encode());
        assertEquals(1, lines().size(), lines()::toString);
        assertEquals("a\n\u0085\u202e\"", new JsonObject(lines().get(0)).getString("subject"));
        assertFalse(lines().get(0).contains("\u202e"), lines()::toString);
    }

    @Test
    void ten_thousand_equal_errors_are_one_line_and_a_count() {
        IntStream.range(0, 10_000).forEach(i -> logger().error("boom {}", 1));
        logger().error("boom 2");
        repeats.report(true);
        assertEquals(3, lines().size(), lines()::toString);
        assertTrue(lines().get(2).matches(".* ERROR LogFileTest - 9999 more in \\d+ ms: boom 1"), lines()::toString);
    }

    @Test
    void equal_info_events_are_all_logged() {
        logger().info("x");
        logger().info("x");
        assertEquals(2, lines().size());
    }

    @Test
    void a_message_on_a_broken_bus_connection_is_one_line_without_a_trace() {
        // As Vert.x completes its OutboundDeliveryContext, which rejects the failure as a second one.
        Throwable twice = assertThrows(IllegalStateException.class, () -> new FailedBefore()
                .complete(null, new RuntimeException("the connection was closed")));
        logger().warn("An exception was thrown", twice);
        assertEquals(1, lines().size(), lines()::toString);
        assertTrue(lines().get(0).contains("an event bus connection broke"), lines()::toString);
    }

    @Test
    void any_other_promise_that_fails_twice_keeps_its_trace() {
        Promise<Void> promise = Promise.promise();
        promise.fail("once");
        logger().warn("twice", assertThrows(IllegalStateException.class, () -> promise.fail("twice")));
        assertTrue(lines().get(1).contains("IllegalStateException"), lines()::toString);
    }

    @Test
    void a_client_that_disconnects_during_a_response_is_one_line_without_a_trace() {
        NullPointerException fault = new NullPointerException(
                "Cannot invoke \"io.vertx.core.http.impl.Http1xServerResponse.ended()\" because \"response\" is null");
        fault.setStackTrace(new StackTraceElement[] {
            new StackTraceElement("io.vertx.core.http.impl.Http1xServerConnection", "handleEnd", null, 1)
        });
        logger().error("Unhandled exception", fault);
        assertEquals(1, lines().size(), lines()::toString);
        assertTrue(lines().get(0).contains("a client closed its connection"), lines()::toString);
    }

    private static final class FailedBefore implements Promise<Void> {
        @Override
        public boolean tryComplete(Void result) {
            return false;
        }

        @Override
        public boolean tryFail(Throwable cause) {
            return false;
        }

        @Override
        public Future<Void> future() {
            return Future.failedFuture("before");
        }
    }

    private Logger logger() {
        return context.getLogger(getClass());
    }

    private List<String> lines() {
        return written.toString(StandardCharsets.UTF_8).lines().toList();
    }
}
