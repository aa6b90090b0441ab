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
    private final Set<String> known = Set.copyOf(values.keySet());
    private final List<String> faults = new ArrayList<>();
    private final Overrides overrides = new Overrides(known, values, faults);

    @Test
    void every_key_has_a_variable_of_its_own_that_leads_back_to_it() {
        Map<String, Object> environment = new HashMap<>();
        known.forEach(key -> environment.put(Overrides.variable(key), "value of " + key));
        overrides.applyEnvironment(environment);
        assertEquals(known.size(), environment.size());
        assertEquals(known.stream().collect(Collectors.toMap(key -> key, key -> "value of " + key)), values);
        assertEquals(List.of(), faults);
    }

    @Test
    void every_key_has_a_system_property() {
        known.forEach(key -> overrides.applyProperties(Map.of("polyloop." + key, "set")));
        assertEquals(Set.of("set"), Set.copyOf(values.values()));
        assertEquals(List.of(), faults);
    }

    @Test
    void a_variable_that_names_no_setting_is_a_fault_with_a_hint() {
        overrides.applyEnvironment(Map.of("POLYLOOP_HTTP_PROT", "1"));
        assertEquals(
                List.of("POLYLOOP_HTTP_PROT: names no setting; did you mean POLYLOOP_HTTP_PORT? If not, remove it"),
                faults);
    }

    @Test
    void a_property_that_names_no_setting_is_a_fault_with_a_hint() {
        overrides.applyProperties(Map.of("polyloop.journal.max-pendign", "1"));
        assertEquals(
                List.of("journal.max-pendign: is not a setting; did you mean journal.max-pending? If not, remove it"),
                faults);
    }

    @Test
    void names_below_a_setting_are_a_fault_that_says_how_to_write_a_list() {
        overrides.put("http.port.topic", "a");
        assertEquals(
                List.of("http.port.topic: is not a setting; http.port takes a value or a list, and no names below it:"
                        + " write a list in [ ], or each item after a -"),
                faults);
    }

    @Test
    void a_name_far_from_every_setting_is_a_fault_without_a_guess() {
        overrides.applyEnvironment(Map.of("POLYLOOP_SOMETHING_ELSE", "1"));
        assertEquals(List.of("POLYLOOP_SOMETHING_ELSE: names no setting; remove it"), faults);
    }

    @Test
    void what_others_set_and_the_folder_of_the_settings_is_left_alone() {
        overrides.applyEnvironment(Map.of("PATH", "/bin", "POLYLOOPER", "1", "POLYLOOP_CONF", "/etc/polyloop"));
        overrides.applyProperties(Map.of("java.home", "/jdk", "polyloop.conf", "/etc/polyloop"));
        assertEquals(List.of(), faults);
        assertEquals(new TreeMap<>(Defaults.values()), values);
    }

    @Test
    void a_fault_names_the_variable_and_never_its_value() {
        overrides.applyEnvironment(Map.of("POLYLOOP_JOURNAL_PASWORD", "s3cret"));
        assertEquals(
                List.of("POLYLOOP_JOURNAL_PASWORD: names no setting;"
                        + " did you mean POLYLOOP_JOURNAL_PASSWORD? If not, remove it"),
                faults);
    }
}
