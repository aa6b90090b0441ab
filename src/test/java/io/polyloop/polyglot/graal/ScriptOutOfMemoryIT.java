package io.polyloop.polyglot.graal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polyloop.fixture.Http;
import io.polyloop.fixture.engine.ChildNode;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The one thing that the sandbox does not stop: the memory is the process's. */
class ScriptOutOfMemoryIT {
    private static final int OUT_OF_MEMORY = 3;

    @TempDir
    Path data;

    @TempDir
    Path scripts;

    /** The image has the flag, java -jar has not; an orchestrator does what this test does next. */
    @ParameterizedTest
    @ValueSource(strings = {"-XX:+ExitOnOutOfMemoryError", "-XX:-ExitOnOutOfMemoryError"})
    void a_script_that_exhausts_the_heap_ends_the_process_and_loses_no_acknowledged_message(String flag)
            throws Exception {
        Files.writeString(
                scripts.resolve("greedy.js"),
                """
                const all = [];
                export const start = ({ http }) => http.get('/exhaust', () => {
                  for (;;) all.push(new Uint8Array(8_000_000));
                });
                """);
        try (ChildNode node = start(flag)) {
            assertEquals(
                    201, Http.post(node.http("/api/v1/topics/t/messages"), "7").statusCode());
            exhaustHeap(node);
            assertEquals(OUT_OF_MEMORY, node.exitCode());
        }
        try (ChildNode again = start(flag)) {
            HttpResponse<String> kept = Http.get(again.http("/api/v1/topics/t/messages?after=0"));
            assertTrue(kept.body().contains("\"data\":7"), kept::body);
        }
    }

    private ChildNode start(String flag) {
        return ChildNode.start(
                data,
                "JDK_JAVA_OPTIONS",
                flag,
                "POLYLOOP_SCRIPTS_DIR",
                scripts.toString(),
                ChildNode.VERTICLES,
                "js:greedy.js",
                // The watchdog is not what is tried here.
                "POLYLOOP_SCRIPTS_MAX_HANDLER_TIME",
                "1m");
    }

    private static void exhaustHeap(ChildNode node) {
        try {
            Http.get(node.http("/exhaust"));
        } catch (UncheckedIOException gone) {
            // No instance was left to answer.
        }
    }
}
