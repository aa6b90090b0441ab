package io.polyloop.docs;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The examples of docs/verticles.md are classes that are compiled, and a test of it that runs. */
class ExamplesTest {
    private static final Path FOLDER =
            Path.of("src/test/java", ExamplesTest.class.getPackageName().replace('.', '/'), "notes");

    @ParameterizedTest
    @ValueSource(strings = {"UsersVerticle", "UsersIT"})
    void documented_class_is_the_one_that_runs(String name) throws IOException {
        String source = Files.readString(FOLDER.resolve(name + ".java"));
        String body = source.substring(source.indexOf("class " + name));
        assertTrue(Files.readString(Path.of("docs/verticles.md")).contains(body), body);
    }
}
