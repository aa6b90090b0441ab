package io.polyloop.polyglot.graal;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polyloop.polyglot.Scripts;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** A JVM without GraalPy. */
@DisabledIfSystemProperty(named = "test.python", matches = "true")
class WithoutPythonTest {

    @Test
    void a_python_verticle_says_which_build_has_python(@TempDir Path folder) throws Exception {
        try (Scripts scripts = new Scripts(folder, new Python(), "")) {
            scripts.write("test.py", "def start(context): pass");
            String message = scripts.failure("python:test.py");
            assertTrue(message.contains("GraalPy is missing. Start with src/main/graal/with.sh python"), message);
        }
    }
}
