package io.polyloop.samples.hello;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.polyloop.polyglot.ScriptExtension;
import io.polyloop.polyglot.graal.Python;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;

@EnabledIfSystemProperty(named = "test.python", matches = "true")
class PythonHelloTest {
    @RegisterExtension
    final ScriptExtension packaged =
            new ScriptExtension(new Python(), "").withPackagedScripts().withLimit(Duration.ofMillis(1500));

    @Test
    void the_packaged_script_greets() throws Exception {
        packaged.deploy("python:hello.py");
        assertEquals(
                JsonObject.of("hello", "Ada", "from", "python"),
                packaged.ask("hello.python", JsonObject.of("name", "Ada")));
    }
}
