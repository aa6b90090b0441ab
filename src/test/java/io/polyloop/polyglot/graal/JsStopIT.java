package io.polyloop.polyglot.graal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polyloop.fixture.Http;
import io.polyloop.fixture.engine.ChildNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JsStopIT {
    private static final String SCRIPT =
            """
            export function start({bus, http}) {
              bus.consumer('orders.slow', () => new Promise(() => {}));
              http.get('/orders', () => bus.request('orders.slow', null, {timeout: 100}));
            }
            """;

    @TempDir
    Path folder;

    @Test
    void a_handler_that_never_settles_is_named_and_the_stop_is_clean() throws IOException {
        Files.writeString(folder.resolve("orders.js"), SCRIPT);
        try (ChildNode node = ChildNode.start(
                folder,
                ChildNode.VERTICLES,
                "js:orders.js",
                "POLYLOOP_SCRIPTS_DIR",
                folder.toString(),
                "POLYLOOP_DRAIN_TIMEOUT",
                "5s")) {
            assertEquals(504, Http.get(node.http("/orders")).statusCode());
            node.terminate();
            assertEquals(0, node.exitCode(), node.output());
            assertTrue(
                    node.output()
                            .contains("js:orders.js did not stop within its share of drain.timeout"
                                    + " (still waiting: the handler of orders.slow)"),
                    node.output());
            assertFalse(node.output().contains("not drained"), node.output());
        }
    }
}
