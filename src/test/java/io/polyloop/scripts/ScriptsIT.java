package io.polyloop.scripts;

import io.polyloop.fixture.script.ScriptTests;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/** Runs the tests of the scripts below {@code src/main}. */
class ScriptsIT {
    @TestFactory
    Stream<DynamicNode> scripts() {
        return ScriptTests.all();
    }
}
