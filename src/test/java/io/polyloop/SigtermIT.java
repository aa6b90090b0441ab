package io.polyloop;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polyloop.fixture.Http;
import io.polyloop.fixture.engine.ChildNode;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SigtermIT {
    private static final int TERMINATED = 143;

    @TempDir
    Path folder;

    @Test
    void a_node_drains_and_exits_with_0() {
        try (ChildNode node = ChildNode.start(folder)) {
            node.terminate();
            assertEquals(0, node.exitCode());
            assertTrue(node.output().contains("drained in "), node.output());
            assertFalse(node.output().contains("Exception"), node.output());
        }
    }

    @Test
    void a_second_signal_changes_nothing() {
        try (ChildNode node = ChildNode.start(folder)) {
            node.terminate();
            node.terminate();
            assertEquals(0, node.exitCode());
            assertEquals(1, node.output().split("drained in ", -1).length - 1, node.output());
        }
    }

    @Test
    void a_request_in_progress_is_answered_while_the_node_is_not_ready() throws IOException {
        try (ChildNode node = ChildNode.start(folder);
                Socket client = new Socket("127.0.0.1", node.port())) {
            send(
                    client,
                    "POST /api/v1/topics/t/messages HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                            + "Content-Length: 7\r\n\r\n{\"n\":");
            await().until(() -> Http.get(node.http("/api/v1/topics")).statusCode() == 200);
            node.terminate();
            await().until(() -> Http.get(node.management("/readyz")).statusCode() == 503);
            send(client, "1}");
            assertTrue(firstLine(client).startsWith("HTTP/1.1 201"));
            assertEquals(0, node.exitCode());
        }
    }

    @Test
    void a_verticle_that_never_stops_is_named_and_the_exit_code_is_1() {
        String name = NeverStopping.class.getName();
        try (ChildNode node = ChildNode.start(folder, ChildNode.VERTICLES, name, "POLYLOOP_DRAIN_TIMEOUT", "2s")) {
            node.terminate();
            assertEquals(1, node.exitCode());
            assertTrue(node.output().contains(name + " did not stop within its share"), node.output());
        }
    }

    @Test
    void a_signal_during_the_start_ends_the_process_without_a_stack_trace() {
        try (ChildNode node = ChildNode.launch(folder)) {
            node.terminate();
            assertEquals(TERMINATED, node.exitCode());
            assertFalse(node.output().contains("\tat "), node.output());
        }
    }

    @Test
    void a_signal_at_any_moment_of_the_start_ends_the_process() throws InterruptedException {
        for (int ms = 200; ms <= 1_600; ms += 200) {
            try (ChildNode node = ChildNode.launch(folder)) {
                node.waitFor(ms);
                node.terminate();
                int code = node.exitCode();
                assertTrue(code == TERMINATED || code == 0, () -> code + ": " + node.output());
                assertFalse(node.output().contains("\tat "), node.output());
            }
        }
    }

    private static void send(Socket client, String text) throws IOException {
        client.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static String firstLine(Socket client) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = client.getInputStream().read();
                c > '\r';
                c = client.getInputStream().read()) {
            line.append((char) c);
        }
        return line.toString();
    }

    /** Deployed by the child process. */
    public static final class NeverStopping extends VerticleBase {
        @Override
        public Future<?> stop() {
            return Promise.promise().future();
        }
    }
}
