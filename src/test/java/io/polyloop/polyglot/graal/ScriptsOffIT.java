package io.polyloop.polyglot.graal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polyloop.fixture.engine.ChildNode;
import io.polyloop.fixture.engine.IdleVerticle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Without scripts, script support costs nothing: the libraries are there, and no class of them is loaded. */
class ScriptsOffIT {
    @TempDir
    Path folder;

    @Test
    void a_node_without_scripts_loads_no_class_of_their_engines() throws Exception {
        List<String> loaded = classesOf(IdleVerticle.class.getName());
        assertTrue(loaded.stream().anyMatch(line -> line.contains(IdleVerticle.class.getName())));
        assertEquals(List.of(), loaded.stream().filter(ScriptsOffIT::isEngine).toList());
    }

    @Test
    void a_node_with_a_script_does() throws Exception {
        List<String> loaded = classesOf("js:packaged.js");
        assertTrue(loaded.stream().anyMatch(ScriptsOffIT::isEngine));
    }

    private List<String> classesOf(String verticle) throws Exception {
        Path log = folder.resolve("classes.log");
        try (ChildNode node = ChildNode.start(
                folder, ChildNode.VERTICLES, verticle, "JAVA_TOOL_OPTIONS", "-Xlog:class+load:file=" + log)) {
            assertTrue(node.running());
        }
        return Files.readAllLines(log);
    }

    private static boolean isEngine(String line) {
        return line.contains(" org.graalvm.")
                || line.contains(" groovy.") // part:groovy
                || line.contains(" org.codehaus.groovy.") // part:groovy
                || line.contains(" com.oracle.");
    }
}
