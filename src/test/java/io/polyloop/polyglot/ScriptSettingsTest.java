package io.polyloop.polyglot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polyloop.config.Settings;
import io.polyloop.config.SettingsException;
import io.polyloop.config.SettingsLoader;
import io.polyloop.config.SettingsReader;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The settings of scripts, which the node reads together with its own. */
class ScriptSettingsTest {
    private static final Vertx VERTX = Vertx.vertx();

    @AfterAll
    static void close() {
        VERTX.close().await();
    }

    @ParameterizedTest
    @CsvSource({
        "scripts.restart-delay-max, 10ms",
        "scripts.dir, /no/such/folder",
        "scripts.fetch, https://a.example/x",
        "scripts.fetch, https://A.example",
        "scripts.max-stuck, 0"
    })
    void an_invalid_setting_is_one_error_that_names_it(String key, String value) {
        List<String> errors = errors(Map.of(key, value));
        assertEquals(1, errors.size(), errors::toString);
        assertTrue(errors.get(0).startsWith(key + ": "), errors::toString);
    }

    @Test
    void invalid_settings_are_reported_together_with_those_of_the_node() {
        List<String> errors = errors(Map.of("scripts.reload", "x", "http.port", "x"));
        assertEquals(2, errors.size(), errors::toString);
    }

    @Test
    void a_list_of_origins_may_be_one_text() {
        ScriptSettings settings = read(Map.of("scripts.fetch", "https://a.example, http://127.0.0.1:8080"));
        assertEquals(
                List.of("https://a.example", "http://127.0.0.1:8080"),
                settings.fetch().origins());
    }

    @Test
    void in_development_scripts_are_read_from_their_sources_and_reloaded() {
        ScriptSettings settings = read(new ScriptPlugin().developmentSettings(List.of(Path.of("src"))));
        assertEquals(List.of(Path.of("src")), settings.dirs());
        assertTrue(settings.reload());
    }

    private static ScriptSettings read(Map<String, Object> changes) {
        return ScriptSettings.read(new SettingsReader(load(changes).await().plugins(), new ArrayList<>()));
    }

    private static List<String> errors(Map<String, Object> changes) {
        String message = assertThrows(
                        SettingsException.class, () -> load(changes).await())
                .getMessage();
        return message.lines()
                .filter(line -> line.startsWith("  - "))
                .map(line -> line.substring(4))
                .toList();
    }

    private static Future<Settings> load(Map<String, Object> changes) {
        return new SettingsLoader(VERTX, changes).load();
    }
}
