package io.polyloop.docs.orders;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polyloop.docs.orders.Page.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The classes of docs/first-feature.md are those of this package, which compile and run. */
class PageTest {
    private static final Path FOLDER =
            Path.of("src/test/java", PageTest.class.getPackageName().replace('.', '/'));

    /** What a class has here in addition, to run with the files of the page. */
    private static final List<String> ONLY_HERE =
            List.of("@ExtendWith(PageFiles.class)", "import org.junit.jupiter.api.extension.ExtendWith;");

    static Stream<Step> classes() {
        return Page.steps("Java").stream()
                .filter(step -> String.valueOf(step.file()).endsWith(".java"));
    }

    @ParameterizedTest
    @MethodSource("classes")
    void a_class_of_the_page_is_the_one_that_runs(Step step) throws IOException {
        Path source = FOLDER.resolve(Path.of(step.file()).getFileName());
        List<String> lines = Files.readAllLines(source).stream()
                .filter(line -> !ONLY_HERE.contains(line))
                .map(line -> line.replace("io.polyloop.docs.orders", "io.polyloop.orders"))
                .toList();
        assertEquals(lines, step.text().lines().toList());
    }

    @Test
    void the_page_has_steps_for_both_languages() {
        assertEquals(5, classes().count());
        assertTrue(Page.steps("JavaScript").stream()
                .anyMatch(step -> String.valueOf(step.file()).endsWith("orders.test.js")));
        assertTrue(Page.steps("Java").stream()
                        .filter(step -> step.printed() != null)
                        .count()
                > 5);
    }
}
