package io.polyloop.polyglot.graal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polyloop.fixture.engine.ChildNode;
import io.polyloop.fixture.engine.IdleVerticle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node whose verticles do not all start. */
class FailedStartIT {
    @TempDir
    Path folder;

    @Test
    void every_verticle_that_fails_to_start_is_reported_with_the_place_of_its_error() throws IOException {
        Files.writeString(folder.resolve("bad.js"), "export const a = 1;\nexport function start( {\n}");
        String verticles = "py:x.py, orders.mjs, js:none.js, js:bad.js, " + IdleVerticle.class.getName();
        try (ChildNode node =
                ChildNode.launch(folder, ChildNode.VERTICLES, verticles, "POLYLOOP_SCRIPTS_DIR", folder.toString())) {
            assertEquals(1, node.exitCode());
            String output = node.output();
            List.of(
                            "verticle py:x.py failed to start; fix it",
                            "unknown verticle py:x.py; write the full name of a class",
                            "unknown verticle orders.mjs; write the full name of a class",
                            "or a script with one of the prefixes ",
                            "scripts.languages in conf/polyloop.yaml lists the languages",
                            "verticle js:none.js failed to start; fix it",
                            "there is no none.js in " + folder,
                            "verticle js:bad.js failed to start; fix it",
                            "bad.js:3: SyntaxError")
                    .forEach(error -> assertTrue(output.contains(error), () -> error + " in " + output));
            assertFalse(output.contains("\tat ") || output.contains("IdleVerticle failed"), output);
        }
    }
}
