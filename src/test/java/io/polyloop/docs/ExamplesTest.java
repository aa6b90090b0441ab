package io.polyloop.docs;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polyloop.docs.testing.OrdersVerticle;
import io.polyloop.settings.OrderSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The examples of the documents are classes that are compiled, and a test of them that runs. */
class ExamplesTest {
    private static final Path FOLDER =
            Path.of("src/test/java", ExamplesTest.class.getPackageName().replace('.', '/'), "notes");

    @ParameterizedTest
    @ValueSource(strings = {"StockVerticle", "UsersVerticle", "OrdersVerticle", "UsersIT", "CheckedVerticle"})
    void documented_class_is_the_one_that_runs(String name) throws IOException {
        String source = Files.readString(FOLDER.resolve(name + ".java"));
        String body = source.substring(source.indexOf("class " + name));
        assertTrue(Files.readString(Path.of("docs/verticles.md")).contains(body), body);
    }

    @ParameterizedTest
    @ValueSource(strings = {"OrdersVerticle", "OrdersIT"})
    void the_test_of_the_page_on_testing_is_the_one_that_runs(String name) throws IOException {
        String source = Files.readString(
                Path.of("src/test/java", OrdersVerticle.class.getPackageName().replace('.', '/'))
                        .resolve(name + ".java"));
        String body = source.substring(source.indexOf("class " + name));
        assertTrue(Files.readString(Path.of("docs/testing.md")).contains(body), body);
    }

    @Test
    void the_record_of_the_settings_is_the_one_that_runs() throws IOException {
        String source = Files.readString(
                Path.of("src/test/java", OrderSettings.class.getName().replace('.', '/') + ".java"));
        String body = source.substring(source.indexOf("public record"));
        assertTrue(Files.readString(Path.of("docs/settings.md")).contains(body), body);
    }
}
