package io.polyloop.docs;

import static java.util.stream.Collectors.toCollection;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Compares the classes that the walk and its picture name with those that exist. */
class ArchitectureDocTest {
    private static final Pattern CODE = Pattern.compile("`([A-Z]\\w*[a-z]\\w*)(?:\\.\\w+)?`");
    private static final Pattern PICTURE = Pattern.compile("class=\"type\"[^>]*>(\\w+)</text>");

    @Test
    void every_class_that_the_architecture_names_exists() throws IOException {
        assertExist(CODE, Path.of("docs/architecture.md"));
    }

    @Test
    void every_class_in_the_picture_exists() throws IOException {
        assertExist(PICTURE, Path.of("docs/data-path.svg"));
    }

    private static void assertExist(Pattern name, Path document) throws IOException {
        Set<String> named = name.matcher(Files.readString(document))
                .results()
                .map(match -> match.group(1))
                .collect(toCollection(TreeSet::new));
        assertTrue(named.size() > 5, () -> document + " names only " + named);
        named.removeAll(classes());
        assertEquals(Set.of(), named, document + " names classes that do not exist");
    }

    private static Set<String> classes() throws IOException {
        try (Stream<Path> main = Files.walk(Path.of("src/main/java"));
                Stream<Path> test = Files.walk(Path.of("src/test/java"))) {
            return Stream.concat(main, test)
                    .map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(".java"))
                    .map(file -> file.substring(0, file.lastIndexOf('.')))
                    .collect(toCollection(TreeSet::new));
        }
    }
}
