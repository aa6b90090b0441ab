package io.polyloop;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Compares the public API with its text: a change of it must be on purpose, and show in the diff. */
class PublicApiTest {
    private static final String ROOT = Main.class.getPackageName();
    private static final Path TEXT = Path.of("docs", "public-api.txt");
    private static final String COMMAND = "mvn -q test -Dtest=PublicApiTest -Dpublic-api.write";

    private static final Set<String> PACKAGES = Stream.concat(ArchitectureTest.PUBLIC.stream(), Stream.of("fixture"))
            .map(name -> ROOT + "." + name)
            .collect(toSet());

    private final TypeNames names = new TypeNames(ROOT);

    @Test
    void the_public_api_is_as_its_text_says() throws IOException {
        SortedSet<String> present = present();
        if (System.getProperty("public-api.write") != null) {
            Files.writeString(TEXT, String.join("\n", present) + "\n");
        }
        SortedSet<String> written = new TreeSet<>(Files.readAllLines(TEXT));
        if (!present.equals(written)) {
            fail("the public API differs from " + TEXT + ":\n"
                    + difference("+ ", present, written)
                    + difference("- ", written, present)
                    + "Keep what forks compile against (docs/upgrading.md). If the change is right, write the text with\n  "
                    + COMMAND);
        }
    }

    @Test
    void the_public_api_names_no_other_type_of_this_project() {
        present();
        assertEquals(
                Set.of(),
                names.own().stream()
                        .filter(type ->
                                !PACKAGES.contains(type.getPackageName()) || !Signatures.visible(type.getModifiers()))
                        .collect(toSet()));
    }

    private SortedSet<String> present() {
        Signatures signatures = new Signatures(names);
        return PACKAGES.stream()
                .flatMap(PublicApiTest::types)
                .filter(type -> Modifier.isPublic(type.getModifiers()))
                .flatMap(signatures::of)
                .collect(toCollection(TreeSet::new));
    }

    /** The types of a package that have a source: an incremental build leaves classes of types that are gone. */
    private static Stream<Class<?>> types(String name) {
        return Stream.of("main", "test")
                .map(tree -> new File("src/" + tree + "/java/" + name.replace('.', '/')).list())
                .filter(Objects::nonNull)
                .flatMap(Arrays::stream)
                .filter(file -> file.endsWith(".java") && !file.equals("package-info.java"))
                .map(file -> name + "." + file.substring(0, file.lastIndexOf('.')))
                .map(PublicApiTest::load);
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name, false, PublicApiTest.class.getClassLoader());
        } catch (ClassNotFoundException uncompiled) {
            throw new IllegalStateException(uncompiled);
        }
    }

    private static String difference(String sign, Set<String> lines, Set<String> others) {
        return lines.stream()
                .filter(line -> !others.contains(line))
                .map(line -> sign + line + "\n")
                .collect(joining());
    }
}
