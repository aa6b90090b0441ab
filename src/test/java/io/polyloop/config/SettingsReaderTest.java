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
    private final List<String> faults = new ArrayList<>();

    @Test
    void a_value_of_its_type_and_range_is_taken() {
        assertEquals(8080, reader(8080).number("k", 0, 65_535));
        assertEquals(8080, reader(" 8080 ").number("k", 0, 65_535));
        assertEquals(Duration.ofSeconds(30), reader("30s").duration("k", "1s", "1h"));
        assertEquals(65_536, reader("64KiB").size("k", "1B", "1MiB"));
        assertEquals(AuthMode.NONE, reader("none").choice("k", AuthMode.class));
        assertTrue(reader("true").flag("k"));
        assertFalse(reader(false).flag("k"));
        assertEquals(List.of(), faults);
    }

    @Test
    void a_number_of_another_type_is_refused() {
        List.of("x", "", "1.5", 1.5, true, "8080 ms", "99999999999999999999", new JsonArray())
                .forEach(value -> reader(value).number("k", 0, 65_535));
        assertEquals(8, faults.size());
        assertEquals("k: \"x\" is not accepted; write a whole number, from 0 to 65535", faults.get(0));
    }

    @Test
    void a_number_out_of_its_range_is_refused_and_the_range_is_named() {
        reader(65_536).number("k", 0, 65_535);
        reader(-1).number("k", 0, 65_535);
        assertEquals("k: \"65536\" is not accepted; write a whole number, from 0 to 65535", faults.get(0));
        assertEquals(2, faults.size());
    }

    @Test
    void a_duration_without_its_unit_is_refused_and_the_form_is_shown() {
        reader(30).duration("k", "100ms", "1h");
        assertEquals(
                List.of("k: \"30\" is not accepted; write a number and its unit, such as 30s, from 100ms to 1h"),
                faults);
    }

    @Test
    void a_size_without_its_unit_is_refused_and_the_form_is_shown() {
        reader(64).size("k", "64B", "16MiB");
        assertEquals(
                List.of("k: \"64\" is not accepted; write a number and its unit, such as 64KiB, from 64B to 16MiB"),
                faults);
    }

    @Test
    void a_choice_that_is_none_is_refused_and_the_choices_are_named() {
        reader("nobody").choice("k", AuthMode.class);
        assertEquals(List.of("k: \"nobody\" is not accepted; write one of [loopback, none]"), faults);
    }

    @Test
    void a_key_without_a_value_is_one_fault_unless_it_is_a_list() {
        SettingsReader reader = reader(null);
        reader.text("k");
        reader.flag("k");
        reader.number("k", 0, 1);
        reader.size("k", "1B", "2B");
        reader.duration("k", "1s", "2s");
        reader.choice("k", AuthMode.class);
        String fault = "k: has no value; give it one, or leave the key out for the default";
        assertEquals(List.of(), reader.items("k"));
        assertEquals(List.of(fault), faults);
    }

    @Test
    void a_list_is_taken_from_a_file_as_a_list_and_from_a_text_by_its_commas() {
        assertEquals(
                List.of("a", "b"), reader(new JsonArray().add("a").add("b")).texts("k"));
        assertEquals(List.of("a", "b"), reader(" a , b,").texts("k"));
        assertEquals(List.of(), reader("").texts("k"));
        assertEquals(List.of(), faults);
    }

    @Test
    void a_list_where_a_text_is_due_is_refused_and_the_other_way_round() {
        reader(new JsonArray().add("a")).text("k");
        reader(1).texts("k");
        assertTrue(faults.get(0).endsWith("write one text, not a list"), faults::toString);
        assertTrue(faults.get(1).endsWith("write a list"), faults::toString);
    }

    @Test
    void an_item_without_a_value_is_refused() {
        reader(new JsonArray().addNull()).texts("k");
        assertEquals(1, faults.size());
    }

    private SettingsReader reader(Object value) {
        Map<String, Object> values = new HashMap<>();
        values.put("k", value);
        return new SettingsReader(values, faults);
    }
}
