package io.polyloop.shipped;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/** The SBOM in the jar, in CycloneDX. */
final class Sbom {
    private static final Pattern CLASSIFIER = Pattern.compile("[?&]classifier=([^&]+)");

    /** @param licenses SPDX identifiers, or names of licenses that have none */
    record Library(String name, String file, List<String> licenses) {}

    private Sbom() {}

    static List<Library> libraries() throws IOException {
        return objects(read().getJsonArray("components")).map(Sbom::library).toList();
    }

    static String read(String entry) throws IOException {
        assumeFalse(
                "offline true".equals(System.getProperty("build.mode")),
                "offline, cyclonedx-maven-plugin writes no SBOM");
        try (JarFile jar = new JarFile("target/polyloop.jar")) {
            ZipEntry found = jar.getEntry(entry);
            assertNotNull(found, "polyloop.jar has no " + entry);
            return new String(jar.getInputStream(found).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static JsonObject read() throws IOException {
        return new JsonObject(read("META-INF/sbom/application.cdx.json"));
    }

    private static Library library(JsonObject component) {
        Matcher classifier = CLASSIFIER.matcher(component.getString("purl"));
        String file = component.getString("name") + "-" + component.getString("version")
                + (classifier.find() ? "-" + classifier.group(1) : "") + ".jar";
        return new Library(
                component.getString("group") + ":" + component.getString("name"),
                file,
                objects(component.getJsonArray("licenses", new JsonArray()))
                        .map(Sbom::license)
                        .toList());
    }

    private static String license(JsonObject choice) {
        JsonObject license = choice.getJsonObject("license", new JsonObject());
        return Stream.of(license.getString("id"), license.getString("name"), choice.getString("expression"))
                .flatMap(name -> Optional.ofNullable(name).stream())
                .findFirst()
                .orElse("unnamed");
    }

    private static Stream<JsonObject> objects(JsonArray array) {
        return array.stream().map(JsonObject.class::cast);
    }
}
