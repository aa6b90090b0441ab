package io.polyloop;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
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

    /** The packages that other code may use: ArchitectureTest holds samples and packages of a fork to them. */
    static final Set<String> PACKAGES = Set.of("topic", "verticle", "route", "settings", "sql");

    /** The same for tests. */
    private static final String FIXTURES = "fixture";

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
                    + "Keep what forks compile against (docs/upgrading.md). If the change is right, run\n  "
                    + COMMAND);
        }
    }

    @Test
    void the_public_api_names_no_other_type_of_this_project() {
        present();
        Set<Class<?>> others =
                names.own().stream().filter(type -> !isPublic(type)).collect(toSet());
        assertEquals(Set.of(), others);
    }

    private SortedSet<String> present() {
        Signatures signatures = new Signatures(names);
        return Stream.concat(PACKAGES.stream().flatMap(name -> types("main", name)), types("test", FIXTURES))
                .filter(PublicApiTest::isPublic)
                .flatMap(signatures::of)
                .collect(toCollection(TreeSet::new));
    }

    private static boolean isPublic(Class<?> type) {
        boolean promised = Stream.concat(PACKAGES.stream(), Stream.of(FIXTURES))
                .anyMatch(name -> type.getPackageName().equals(ROOT + "." + name));
        return promised && Signatures.visible(type.getModifiers());
    }

    /** The types that have a source: an incremental build leaves classes of types that are gone. */
    private static Stream<Class<?>> types(String tree, String name) {
        String folder = ROOT.replace('.', '/') + "/" + name;
        return Arrays.stream(new File("src/" + tree + "/java/" + folder).list())
                .filter(file -> file.endsWith(".java") && !file.equals("package-info.java"))
                .map(file -> ROOT + "." + name + "." + file.substring(0, file.lastIndexOf('.')))
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
