package io.polyloop.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonArray;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsReaderTest {
    private final List<String> errors = new ArrayList<>();

    @Test
    void a_value_of_the_right_type_and_range_is_read() {
        assertEquals(8080, reader(8080).number("k", 0, 65_535));
        assertEquals(8080, reader(" 8080 ").number("k", 0, 65_535));
        assertEquals(Duration.ofSeconds(30), reader("30s").duration("k", "1s", "1h"));
        assertEquals(65_536, reader("64KiB").size("k", "1B", "1MiB"));
        assertEquals(AuthMode.NONE, reader("none").choice("k", AuthMode.class));
        assertTrue(reader("true").flag("k"));
        assertFalse(reader(false).flag("k"));
        assertEquals(List.of(), errors);
    }

    @Test
    void a_value_that_is_not_a_whole_number_is_rejected() {
        List.of("x", "", "1.5", 1.5, true, "8080 ms", "99999999999999999999", new JsonArray())
                .forEach(value -> reader(value).number("k", 0, 65_535));
        assertEquals(8, errors.size());
        assertEquals("k: \"x\" is invalid; expected a whole number, from 0 to 65535", errors.get(0));
    }

    @Test
    void a_number_out_of_range_is_rejected_with_the_range() {
        reader(65_536).number("k", 0, 65_535);
        reader(-1).number("k", 0, 65_535);
        assertEquals("k: \"65536\" is invalid; expected a whole number, from 0 to 65535", errors.get(0));
        assertEquals(2, errors.size());
    }

    @Test
    void a_duration_without_a_unit_is_rejected_with_an_example() {
        reader(30).duration("k", "100ms", "1h");
        assertEquals(
                List.of("k: \"30\" is invalid; expected a number with a unit, such as 30s, from 100ms to 1h"), errors);
    }

    @Test
    void a_size_without_a_unit_is_rejected_with_an_example() {
        reader(64).size("k", "64B", "16MiB");
        assertEquals(
                List.of("k: \"64\" is invalid; expected a number with a unit, such as 64KiB, from 64B to 16MiB"),
                errors);
    }

    @Test
    void an_unknown_choice_is_rejected_with_the_choices() {
        reader("jwt").choice("k", AuthMode.class);
        assertEquals(List.of("k: \"jwt\" is invalid; expected one of [loopback, none, token]"), errors);
    }

    @Test
    void a_key_without_a_value_is_one_error_unless_it_is_a_list() {
        SettingsReader reader = reader(null);
        reader.text("k");
        reader.flag("k");
        reader.number("k", 0, 1);
        reader.size("k", "1B", "2B");
        reader.duration("k", "1s", "2s");
        reader.choice("k", AuthMode.class);
        String error = "k: has no value; set one, or remove the key to use the default";
        assertEquals(List.of(), reader.items("k"));
        assertEquals(List.of(error), errors);
    }

    @Test
    void a_list_is_read_from_yaml_or_from_comma_separated_text() {
        assertEquals(
                List.of("a", "b"), reader(new JsonArray().add("a").add("b")).texts("k"));
        assertEquals(List.of("a", "b"), reader(" a , b,").texts("k"));
        assertEquals(List.of(), reader("").texts("k"));
        assertEquals(List.of(), errors);
    }

    @Test
    void a_list_for_a_text_and_a_number_for_a_list_are_rejected() {
        reader(new JsonArray().add("a")).text("k");
        reader(1).texts("k");
        assertTrue(errors.get(0).endsWith("expected a single value, not a list"), errors::toString);
        assertTrue(errors.get(1).endsWith("expected a list"), errors::toString);
    }

    @Test
    void a_list_item_without_a_value_is_rejected() {
        reader(new JsonArray().addNull()).texts("k");
        assertEquals(1, errors.size());
    }

    private SettingsReader reader(Object value) {
        Map<String, Object> values = new HashMap<>();
        values.put("k", value);
        return new SettingsReader(values, errors);
    }
}
