package io.polyloop.docs.orders;

import io.polyloop.fixture.script.ScriptTests;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Runs the test of the page that is in JavaScript. */
class OrderScriptsIT {
    @RegisterExtension
    static final PageFiles FILES = new PageFiles("JavaScript");

    @TestFactory
    Stream<DynamicNode> scripts() {
        return ScriptTests.in(FILES.folder().resolve("src/main/js"));
    }
}
