package io.polyloop.thin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The template of thin projects repeats some lines of this project; here they are compared. */
class ThinProjectTest {
    private static final Pattern PLUGIN =
            Pattern.compile("<artifactId>([\\w-]+-plugin)</artifactId>\\s*<version>(.+)</version>");
    private static final Pattern VERSION = Pattern.compile("<(polyloop\\.version)>(.+)</");
    private static final Pattern JVM_PROPERTY = Pattern.compile("<((?:jvm|vertx)\\.(?!version)[^>]+)>(.+)</");
    private static final Pattern MANIFEST_ENTRY = Pattern.compile("<((?:Add|Enable)-[^>]+)>(.+)</");

    @Test
    void plugins_of_the_template_have_the_versions_of_this_project() throws IOException {
        assertSameValues(PLUGIN);
    }

    @Test
    void the_template_starts_the_jvm_as_this_project_does() throws IOException {
        assertSameValues(JVM_PROPERTY);
        assertSameValues(MANIFEST_ENTRY);
    }

    @Test
    void the_template_depends_on_this_version() throws IOException {
        String own = Files.readString(Path.of("pom.xml"));
        String version = own.replaceFirst("(?s).*?<artifactId>polyloop</artifactId>\\s*<version>([^<]+)<.*", "$1");

        assertEquals(version, values("src/thin/pom.xml", VERSION).get("polyloop.version"));
    }

    @Test
    void the_image_of_the_template_runs_as_that_of_this_project() throws IOException {
        assertEquals(runtime("Dockerfile"), runtime("src/thin/Dockerfile"));
    }

    @Test
    void the_template_imports_only_the_public_api() throws IOException {
        String root = ThinProjectTest.class.getPackageName().replaceFirst("\\.thin$", "");
        Pattern imported = Pattern.compile("import (?:static )?" + Pattern.quote(root) + "\\.([\\w.]+);");
        Set<String> types = new TreeSet<>();
        try (Stream<Path> files = Files.walk(Path.of("src/thin/src"))) {
            for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                imported.matcher(Files.readString(file)).results().forEach(found -> types.add(found.group(1)));
            }
        }
        assertFalse(types.isEmpty());
        List<String> api = Files.readAllLines(Path.of("docs/public-api.txt"));
        types.removeIf(type -> api.stream().anyMatch(line -> line.startsWith(type + " : ")));
        assertEquals(Set.of(), types);
    }

    /** Each name that the template gives a value has the same value here. */
    private static void assertSameValues(Pattern nameAndValue) throws IOException {
        Map<String, String> own = values("pom.xml", nameAndValue);
        Map<String, String> template = values("src/thin/pom.xml", nameAndValue);
        assertFalse(template.isEmpty(), nameAndValue.pattern());
        template.forEach((name, value) -> assertEquals(own.get(name), value, name));
    }

    private static Map<String, String> values(String file, Pattern nameAndValue) throws IOException {
        Map<String, String> values = new TreeMap<>();
        nameAndValue
                .matcher(Files.readString(Path.of(file)))
                .results()
                .forEach(found -> values.put(found.group(1), found.group(2)));
        return values;
    }

    /** The instructions of the stages that make the service and its cache, without what they copy and the labels. */
    private static List<String> runtime(String file) throws IOException {
        String text = Files.readString(Path.of(file));
        return text.substring(text.indexOf("\nFROM ${RUNTIME} AS app"), text.lastIndexOf("\nFROM "))
                .replaceAll("[a-z0-9]+\\.(jar|aot)\\b", "….$1")
                .lines()
                .filter(line -> !line.isBlank() && !line.matches("(#|COPY).*"))
                .toList();
    }
}
