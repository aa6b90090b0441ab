package io.polyloop.shipped;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The SBOM names what ships beside the jar, no more and no less. */
class SbomIT {
    @Test
    void sbom_and_the_folder_of_libraries_have_the_same_jars() throws IOException {
        Set<String> named =
                Sbom.libraries().stream().map(Sbom.Library::file).collect(Collectors.toCollection(TreeSet::new));

        assertEquals(shipped(), named);
    }

    @Test
    void sbom_of_two_builds_is_the_same() throws IOException {
        String sbom = Sbom.read("META-INF/sbom/application.cdx.json");

        assertTrue(Stream.of("\"serialNumber\"", "\"timestamp\"").noneMatch(sbom::contains), sbom.substring(0, 200));
    }

    @Test
    void list_of_licenses_has_every_library() throws IOException {
        String list = Sbom.read("META-INF/THIRD-PARTY.txt");

        for (Sbom.Library library : Sbom.libraries()) {
            assertTrue(list.contains("\n" + library.name() + " "), library.name());
        }
    }

    private static Set<String> shipped() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("target/lib"))) {
            return files.map(file -> file.getFileName().toString()).collect(Collectors.toCollection(TreeSet::new));
        }
    }
}
