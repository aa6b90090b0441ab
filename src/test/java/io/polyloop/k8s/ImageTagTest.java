package io.polyloop.k8s;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What is built is what the manifests pull: each tag of the image is the version of pom.xml. An overlay of yours can have
 * another one.
 */
class ImageTagTest {
    private static final Pattern VERSION = Pattern.compile("<version>([^<]+)</version>");
    private static final Pattern TAG = Pattern.compile("\\bpolyloop:(\\d[\\w.-]*)|newTag: (\\S+)");

    @Test
    void every_tag_of_the_image_is_the_version_of_the_pom() throws IOException {
        Matcher version = VERSION.matcher(Files.readString(Path.of("pom.xml")));
        assertTrue(version.find());
        for (Path file : List.of(Path.of("Dockerfile"), Path.of("README.md"), Path.of("docs", "kubernetes.md"))) {
            assertEquals(Set.of(version.group(1)), tags(file), file::toString);
        }
        Set<String> tags = Stream.concat(Renderings.COMPONENTS.keySet().stream(), Stream.of("k8s/components"))
                .flatMap(folder -> tagsBelow(Path.of(folder)).stream())
                .collect(Collectors.toSet());
        assertEquals(Set.of(version.group(1)), tags);
    }

    private static Set<String> tagsBelow(Path folder) {
        try (Stream<Path> manifests = Files.walk(folder)) {
            return manifests
                    .filter(Files::isRegularFile)
                    .flatMap(file -> tags(file).stream())
                    .collect(Collectors.toSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Set<String> tags(Path file) {
        try {
            return TAG.matcher(Files.readString(file))
                    .results()
                    .map(found -> found.group(1) == null ? found.group(2) : found.group(1))
                    .collect(Collectors.toSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
