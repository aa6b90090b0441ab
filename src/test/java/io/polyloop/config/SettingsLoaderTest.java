package io.polyloop.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polyloop.fixture.TestNode;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsLoaderTest {
    private static final String PORT = "polyloop.http.port";

    private final Vertx vertx = Vertx.vertx();

    @TempDir
    Path conf;

    @BeforeEach
    void set_conf_directory() {
        System.setProperty("polyloop.conf", conf.toString());
    }

    @AfterEach
    void clear_properties() {
        System.clearProperty("polyloop.conf");
        System.clearProperty(PORT);
        TestNode.await(vertx.close());
    }

    @Test
    void without_files_the_packaged_defaults_apply() {
        assertEquals(8080, load(Map.of()).http().port());
    }

    @Test
    void a_later_source_overrides_an_earlier_one() throws IOException {
        write("polyloop.yaml", "http: {port: 1001}");
        assertEquals(1001, load(Map.of()).http().port());
        write("local.yaml", "http: {port: 1002}");
        assertEquals(1002, load(Map.of()).http().port());
        System.setProperty(PORT, "1004");
        assertEquals(1004, load(Map.of()).http().port());
        assertEquals(1005, load(Map.of("http.port", 1005)).http().port());
    }

    @Test
    void development_defaults_are_overridden_by_settings() throws IOException {
        Map<String, Object> development = Map.of("cluster.seeds", JsonArray.of("a"), "journal.erase", true);
        assertEquals(List.of("a"), load(development, Map.of()).cluster().seeds());
        assertTrue(load(development, Map.of()).journal().erase());
        write("polyloop.yaml", "cluster: {seeds: [b]}\njournal: {erase: false}");
        assertEquals(List.of("b"), load(development, Map.of()).cluster().seeds());
        write("local.yaml", "cluster: {seeds: []}\njournal: {erase: false}");
        assertEquals(List.of(), load(development, Map.of()).cluster().seeds());
        assertFalse(load(development, Map.of()).journal().erase());
        assertTrue(load(development, Map.of("journal.erase", true)).journal().erase());
    }

    @Test
    void a_file_overrides_only_its_own_keys() throws IOException {
        write("local.yaml", "http:\n  port: 1002\n");
        assertEquals("127.0.0.1", load(Map.of()).http().host());
    }

    @Test
    void a_list_replaces_the_earlier_list() throws IOException {
        write("polyloop.yaml", "verticles: []");
        assertEquals(List.of(), load(Map.of()).verticles());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "# nothing yet\n", "---\n"})
    void a_file_without_settings_changes_nothing(String text) throws IOException {
        write("local.yaml", text);
        assertEquals(8080, load(Map.of()).http().port());
    }

    @Test
    void an_unknown_key_is_reported_with_its_file_and_a_suggestion() throws IOException {
        write("local.yaml", "http: {prot: 1}");
        List<String> errors = errors(Map.of());
        assertEquals(
                List.of(conf.resolve("local.yaml")
                        + ": http.prot: unknown setting; did you mean http.port? If not, remove it"),
                errors);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http: {port: 1", "http:\n\tport: 1", "- http", "8080", "http: [}", "a: *b"})
    void a_file_that_is_not_a_yaml_mapping_is_reported(String text) throws IOException {
        write("local.yaml", text);
        List<String> errors = errors(Map.of());
        assertEquals(1, errors.size(), errors::toString);
        assertTrue(errors.get(0).startsWith(conf.resolve("local.yaml") + ": "), errors::toString);
    }

    @Test
    void errors_of_all_sources_are_reported_together() throws IOException {
        write("polyloop.yaml", "{broken");
        write("local.yaml", "http: {prot: 1}\nlimits: {message: 64}");
        System.setProperty(PORT, "x");
        List<String> errors = errors(Map.of("no.such", 1));
        assertEquals(5, errors.size(), errors::toString);
    }

    @Test
    void a_missing_directory_is_an_error() {
        System.setProperty("polyloop.conf", conf.resolve("absent").toString());
        assertTrue(errors(Map.of()).get(0).startsWith("POLYLOOP_CONF: "));
    }

    private void write(String file, String text) throws IOException {
        Files.writeString(conf.resolve(file), text);
    }

    private Settings load(Map<String, Object> given) {
        return load(Map.of(), given);
    }

    private Settings load(Map<String, Object> development, Map<String, Object> given) {
        return TestNode.await(new SettingsLoader(vertx, development, given).load());
    }

    private List<String> errors(Map<String, Object> given) {
        return assertThrows(SettingsException.class, () -> load(given)).errors();
    }
}
