package io.polyloop.bus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

class ReservedPathsTest {
    /** Tags of what is a sample's, and of pages that a fork replaces. */
    private static final Set<String> REPLACEABLE = Set.of(
            "hello", // part:hello
            "devices", // part:devices
            "pages");

    @Test
    void the_paths_of_the_contract_are_kept() throws IOException {
        Set<String> names = new TreeSet<>(Set.of("groups", "streams"));
        JsonObject paths = document().getJsonObject("paths");
        for (String path : paths.fieldNames()) {
            List<String> segments = List.of(path.substring(1).split("/"));
            if (!isReplaceable(paths.getJsonObject(path))) {
                assertNotNull(ReservedPaths.refusal(segments), path);
                if (path.startsWith("/api/v1/")) {
                    names.add(segments.get(2));
                }
            }
        }

        assertEquals(names, new TreeSet<>(ReservedPaths.API));
    }

    private static boolean isReplaceable(JsonObject item) {
        return item.stream()
                .map(Map.Entry::getValue)
                .filter(JsonObject.class::isInstance)
                .map(operation -> ((JsonObject) operation).getJsonArray("tags").getString(0))
                .anyMatch(REPLACEABLE::contains);
    }

    private static JsonObject document() throws IOException {
        try (InputStream file = ReservedPathsTest.class.getResourceAsStream("/openapi.yaml")) {
            Map<String, Object> map = new Yaml(new SafeConstructor(new LoaderOptions())).load(file);
            return new JsonObject(map);
        }
    }
}
