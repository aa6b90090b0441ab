package io.polyloop.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonArray;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SettingsTest {
    @Test
    void the_defaults_are_valid() {
        assertEquals(List.of(), Defaults.errors());
        assertEquals(8080, Defaults.with().http().port());
    }

    @Test
    void every_key_is_read() {
        Reads values = new Reads(Defaults.values());
        Settings.read(values, List.of());
        assertEquals(Set.copyOf(values.keySet()), Set.copyOf(values.read), "keys that are not read");
    }

    @Test
    void every_key_of_the_file_has_a_comment() throws IOException {
        Pattern uncommented = Pattern.compile("  [a-z-]+:[^#]*");
        assertEquals(
                List.of(),
                Files.readAllLines(Defaults.FILE).stream()
                        .filter(line -> uncommented.matcher(line).matches())
                        .filter(line -> !line.startsWith("  routes:"))
                        .toList());
    }

    static Set<String> keys() {
        return Defaults.values().keySet();
    }

    static Stream<String> lists() {
        return keys().stream().filter(SettingsTest::isList);
    }

    static Stream<String> values() {
        return keys().stream().filter(key -> !isList(key));
    }

    private static boolean isList(String key) {
        Object value = Defaults.values().get(key);
        return value == null || value instanceof JsonArray;
    }

    @ParameterizedTest
    @MethodSource("lists")
    void a_list_without_items_is_empty(String key) {
        assertEquals(List.of(), Defaults.errors(key, null));
    }

    @ParameterizedTest
    @MethodSource("values")
    void a_key_without_a_value_is_one_error(String key) {
        List<String> errors = Defaults.errors(key, null);
        assertEquals(1, errors.size(), errors::toString);
        assertTrue(errors.get(0).startsWith(key + ": has no value"), errors::toString);
    }

    @ParameterizedTest
    @MethodSource("keys")
    void an_invalid_value_is_one_error_of_its_key(String key) {
        Object invalid = isList(key) ? -1 : new JsonArray().add("x").add("y");
        List<String> errors = Defaults.errors(key, invalid);
        assertEquals(1, errors.size(), errors::toString);
        assertTrue(errors.get(0).startsWith(key + ": "), errors::toString);
    }

    @Test
    void all_errors_are_reported_together() {
        List<String> errors = Defaults.errors(
                "http.port",
                "x",
                "live.heartbeat",
                "25",
                "auth.mode",
                "jwt",
                "cluster.enabled",
                "yes",
                "data.dir",
                null);
        assertEquals(
                Set.of("http.port", "live.heartbeat", "auth.mode", "cluster.enabled", "data.dir"),
                Set.copyOf(errors.stream()
                        .map(error -> error.replaceAll(":.*", ""))
                        .toList()));
    }

    @ParameterizedTest
    @CsvSource({
        "http.allowed-hosts,   'https://a.example', host names",
        "http.allowed-hosts,   'a.example:8080',    host names",
        "http.allowed-hosts,   'ok.example, a b',   host names",
        "http.allowed-origins, 'https://a.example/', origins such as",
        "http.allowed-origins, 'a.example',         origins such as",
        "http.allowed-origins, '*',                 origins such as",
        "http.allowed-origins, 'null',              origins such as",
        "http.trusted-proxies, 'proxy.example',     addresses or ranges",
        "http.trusted-proxies, '10.0.0.0/33',       addresses or ranges",
        "http.trusted-proxies, '10.0.0.1:80',       addresses or ranges",
        "http.trusted-proxies, '::1, ::/129',       addresses or ranges"
    })
    void an_invalid_host_origin_or_address_is_rejected(String key, String value, String expected) {
        List<String> errors = Defaults.errors(key, value);

        assertEquals(1, errors.size(), errors::toString);
        assertTrue(
                errors.get(0).startsWith(key + ": ") && errors.get(0).contains("expected " + expected),
                errors::toString);
    }

    @Test
    void the_offset_applies_to_ports_and_data_but_not_to_port_0() {
        Settings settings = Defaults.with("node.offset", 10, "http.port", 0);
        assertEquals(0, settings.http().port());
        assertEquals(8091, settings.management().port());
        assertEquals(5711, settings.cluster().port());
        assertEquals(5811, settings.cluster().busPort());
        assertEquals(Path.of("data", "10"), settings.dataDir());
    }

    /** Records which keys are read. */
    private static final class Reads extends TreeMap<String, Object> {
        private static final long serialVersionUID = 1L;
        private final transient Set<String> read = new TreeSet<>();

        Reads(Map<String, Object> values) {
            super(values);
        }

        @Override
        public Object get(Object key) {
            read.add(key.toString());
            return super.get(key);
        }
    }
}
