package io.polyloop.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class OverridesTest {
    private final Map<String, Object> values = Defaults.values();
    private final Set<String> keys = Set.copyOf(values.keySet());
    private final List<String> errors = new ArrayList<>();
    private final Overrides overrides = new Overrides(values, Map.of(), errors);

    @Test
    void every_key_has_its_own_variable() {
        Map<String, Object> environment = new HashMap<>();
        keys.forEach(key -> environment.put(Overrides.variable(key), "value of " + key));
        overrides.applyEnvironment(environment);
        assertEquals(keys.size(), environment.size());
        assertEquals(keys.stream().collect(Collectors.toMap(key -> key, key -> "value of " + key)), values);
        assertEquals(List.of(), errors);
    }

    @Test
    void every_key_has_a_system_property() {
        keys.forEach(key -> overrides.applyProperties(Map.of("polyloop." + key, "set")));
        assertEquals(Set.of("set"), Set.copyOf(values.values()));
        assertEquals(List.of(), errors);
    }

    @Test
    void an_unknown_variable_is_reported_with_a_suggestion() {
        overrides.applyEnvironment(Map.of("POLYLOOP_HTTP_PROT", "1"));
        assertEquals(
                List.of("POLYLOOP_HTTP_PROT: unknown setting; did you mean POLYLOOP_HTTP_PORT? If not, remove it"),
                errors);
    }

    @Test
    void an_unknown_property_is_reported_with_a_suggestion() {
        overrides.applyProperties(Map.of("polyloop.journal.max-pendign", "1"));
        assertEquals(
                List.of("journal.max-pendign: unknown setting; did you mean journal.max-pending? If not, remove it"),
                errors);
    }

    @Test
    void a_key_nested_in_a_setting_is_reported_with_the_syntax_of_a_list() {
        overrides.put("http.port.topic", "a");
        assertEquals(
                List.of("http.port.topic: unknown setting; http.port takes a value or a list, not nested keys;"
                        + " write a list in [ ], or each item on a line after -"),
                errors);
    }

    @Test
    void an_unknown_name_unlike_any_setting_is_reported_without_a_suggestion() {
        overrides.applyEnvironment(Map.of("POLYLOOP_SOMETHING_ELSE", "1"));
        assertEquals(List.of("POLYLOOP_SOMETHING_ELSE: unknown setting; remove it"), errors);
    }

    @Test
    void other_variables_and_POLYLOOP_CONF_are_ignored() {
        overrides.applyEnvironment(Map.of("PATH", "/bin", "POLYLOOPER", "1", "POLYLOOP_CONF", "/etc/polyloop"));
        overrides.applyProperties(Map.of("java.home", "/jdk", "polyloop.conf", "/etc/polyloop"));
        assertEquals(List.of(), errors);
        assertEquals(new TreeMap<>(Defaults.values()), values);
    }

    @Test
    void an_error_contains_the_variable_and_not_its_value() {
        overrides.applyEnvironment(Map.of("POLYLOOP_JOURNAL_PASWORD", "s3cret"));
        assertEquals(
                List.of("POLYLOOP_JOURNAL_PASWORD: unknown setting;"
                        + " did you mean POLYLOOP_JOURNAL_PASSWORD? If not, remove it"),
                errors);
    }
}
