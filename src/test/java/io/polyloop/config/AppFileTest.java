package io.polyloop.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** {@code conf/app.yaml} over its packaged copy. */
class AppFileTest {
    private static final Set<String> ENGINE = Set.of("http.port", "verticles");

    private final List<String> errors = new ArrayList<>();

    @Test
    void a_file_declares_more_keys_and_replaces_defaults_lists_and_classes_of_the_packaged_copy() {
        AppFile app = read(
                """
                {"orders": {"a": 1, "b": 2}, "verticles": ["x"], "app": {"settings": {"orders": "A", "old": "B"}}}
                """,
                """
                {"orders": {"a": "text", "c": 3}, "verticles": ["y"], "app": {"settings": {"orders": "C"}}, "new": {}}
                """);
        assertEquals(List.of(), errors);
        assertEquals(Map.of("orders.a", "text", "orders.b", 2, "orders.c", 3), app.defaults());
        assertEquals(Map.of("verticles", JsonArray.of("y")), app.engine());
        assertEquals(Map.of("orders", "C", "old", "B"), app.readers());
        assertEquals(Set.of("new", "orders"), app.sections());
        assertEquals("conf/app.yaml", app.name());
    }

    @Test
    void without_a_file_the_packaged_copy_applies() {
        AppFile app = read("{\"orders\": {\"a\": 1}}", "{}");
        assertEquals(Map.of("orders.a", 1), app.defaults());
        assertEquals("defaults/app.yaml", app.name());
    }

    private AppFile read(String packaged, String conf) {
        return AppFile.read(
                new SettingsFile("defaults/app.yaml", new JsonObject(packaged)),
                errors,
                new SettingsFile("conf/app.yaml", new JsonObject(conf)),
                errors,
                ENGINE);
    }
}
