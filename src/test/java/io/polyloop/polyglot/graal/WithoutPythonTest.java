package io.polyloop.polyglot.graal;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polyloop.polyglot.ScriptExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A JVM without GraalPy. */
@DisabledIfSystemProperty(named = "test.python", matches = "true")
class WithoutPythonTest {

    @RegisterExtension
    final ScriptExtension scripts = new ScriptExtension(new Python(), "");

    @Test
    void a_python_verticle_says_which_build_has_python() throws Exception {
        scripts.write("test.py", "def start(context): pass");
        String message = scripts.failure("python:test.py");
        assertTrue(message.contains("GraalPy is missing. Start with src/main/graal/with.sh python"), message);
    }
}
