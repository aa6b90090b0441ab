package io.polyloop.shipped;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The lines of the Dockerfile that have to agree. */
class ImageTest {
    private static final Pattern SERVICE =
            Pattern.compile("ENTRYPOINT \\[\"java\", \"(@\\S+)\", \"-XX:AOTCache=(\\S+)\", \"-jar\", \"(\\S+)\"]");
    private static final Pattern TRAINING = Pattern.compile("java (@\\S+) -XX:AOTCacheOutput=/tmp/(\\S+) -jar (\\S+)");

    /** The JVM ignores a cache of another class path or of some other options, and starts slowly. */
    @Test
    void the_cache_of_classes_is_recorded_with_the_options_and_the_jar_of_the_service() throws IOException {
        String dockerfile = Files.readString(Path.of("Dockerfile"));
        List<String> service = groups(SERVICE, dockerfile);

        assertEquals(service, groups(TRAINING, dockerfile));
        assertTrue(dockerfile.contains("COPY --from=training --chown=0:0 /tmp/" + service.get(1) + " ./"));
        assertTrue(dockerfile.contains(">" + service.get(0).substring(1)));
    }

    @Test
    void the_label_of_the_version_is_that_of_the_pom() throws IOException {
        String version = groups(Pattern.compile("<version>([^<]+)</version>"), Files.readString(Path.of("pom.xml")))
                .get(0);

        assertTrue(Files.readString(Path.of("Dockerfile")).contains("image.version=\"" + version + "\""), version);
    }

    private static List<String> groups(Pattern pattern, String text) {
        Matcher found = pattern.matcher(text);
        assertTrue(found.find(), pattern.pattern());
        return IntStream.rangeClosed(1, found.groupCount())
                .mapToObj(found::group)
                .toList();
    }
}
