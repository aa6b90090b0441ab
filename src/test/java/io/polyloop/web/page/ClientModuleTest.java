package io.polyloop.web.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Runs the tests of the browser's modules, which are written in JavaScript, so that one build covers them. */
class ClientModuleTest {
    @Test
    void the_client_module_keeps_its_promises() throws Exception {
        assumeTrue(nodeIsThere(), "SKIPPED: the tests of webroot/polyloop.js need Node.js 20.19 or newer on the PATH");
        Process tests = node(Stream.concat(Stream.of("--test"), modules()).toArray(String[]::new));
        String output = new String(tests.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(tests.waitFor(60, TimeUnit.SECONDS), output);
        assertEquals(0, tests.exitValue(), output);
        // A module without tests passes as well.
        assertTrue(output.matches("(?s).*pass [1-9].*"), output);
    }

    // Scripts of verticles and their tests, *.js, are in the same folder.
    private static Stream<String> modules() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/test/js"))) {
            return files.map(Path::toString).filter(file -> file.endsWith(".test.mjs")).toList().stream();
        }
    }

    // Older ones take a .js file for CommonJS and refuse its imports.
    private static boolean nodeIsThere() throws InterruptedException {
        String since = "const [a, b] = process.versions.node.split('.').map(Number);"
                + "process.exit(a > 20 || (a === 20 && b >= 19) ? 0 : 1)";
        try {
            return node("-e", since).waitFor() == 0;
        } catch (IOException notInstalled) {
            return false;
        }
    }

    private static Process node(String... arguments) throws IOException {
        ProcessBuilder builder = new ProcessBuilder("node");
        builder.command().addAll(List.of(arguments));
        return builder.redirectErrorStream(true).start();
    }
}
