package io.polyloop.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How a settings file is parsed, and what it rejects. */
class YamlFileTest {
    private final List<String> errors = new ArrayList<>();

    @Test
    void values_have_the_types_of_yaml_1_2() {
        JsonObject read = read("a: 8080\nb: -1\nc: true\nd: ~\ne:\nf: 1.10\ng: '010'\nh: \"no\"\ni: 2026-01-01\n"
                + "j: text\nk: [1.5, 9007199254740993, {x: null}]\nl: 1h\nm: ::1\nn: 10.0.0.1");
        assertEquals(List.of(), errors);
        assertEquals(
                new JsonObject("{\"a\":8080,\"b\":-1,\"c\":true,\"d\":null,\"e\":null,\"f\":\"1.10\",\"g\":\"010\","
                                + "\"h\":\"no\",\"i\":\"2026-01-01\",\"j\":\"text\",\"k\":[1.5,9007199254740993,{\"x\":null}],"
                                + "\"l\":\"1h\",\"m\":\"::1\",\"n\":\"10.0.0.1\"}")
                        .encode(),
                read.encode());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a: 1\na: 2",
                "a: {b: 1}\na: {c: 2}",
                "a: {b: 1}\na.b: 2",
                "a.b: 1\na:\n  c: 3\n  b: 2",
                "'a': 1\na: 2",
                "x: {a: 1, a: 2}",
                "x: [{a: 1, a: 2}]",
                "x: [{c: {a: 1, a: 1}}]"
            })
    void a_duplicate_key_is_reported_with_both_lines(String text) {
        read("# first\n" + text);
        assertEquals(1, errors.size(), errors::toString);
        assertTrue(
                errors.get(0).matches("f: line \\d+: \\S*\\b[ab] appears twice, first in line 2; remove one of them"),
                errors::toString);
    }

    @Test
    void equal_keys_in_different_mappings_are_different_keys() {
        read("a: {b: 1}\nc: {b: 1}\nd: [{b: 1}, {b: 1, e: {b: 1}, e.b: 2}]");
        assertEquals(List.of(), errors);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "010",
                "0755",
                "00",
                "-010",
                "08",
                "0x1F",
                "0b11",
                "0o17",
                "1_000",
                "1:30",
                "1:30:00",
                "190:20:30.15",
                "yes",
                "No",
                "on",
                "OFF",
                ".inf",
                "-.INF",
                ".nan"
            })
    void an_ambiguous_scalar_is_rejected_at_any_depth(String text) {
        read("a:\n  b: " + text + "\nc: [{d: " + text + "}]");
        assertEquals(2, errors.size(), errors::toString);
        assertTrue(errors.get(0).startsWith("f: line 2: a.b: " + text + " is ambiguous; "), errors::toString);
        assertTrue(errors.get(1).startsWith("f: line 3: c[0].d: "), errors::toString);
        assertTrue(errors.get(0).contains("quote it if it is text"), errors::toString);
    }

    @Test
    void all_errors_are_reported_and_the_rest_is_read() {
        JsonObject read = read("a: 1\na: {d: 010}\nb: 010\nc: 3");
        assertEquals(3, errors.size(), errors::toString);
        assertEquals(3, read.getInteger("c"));
    }

    @Test
    void a_byte_order_mark_is_skipped() {
        assertEquals(1, read("\ufeffa: 1").getInteger("a"));
        assertEquals(List.of(), errors);
    }

    @Test
    void another_encoding_is_rejected() {
        new YamlFile("f", errors).read("a: caf\u00e9".getBytes(StandardCharsets.ISO_8859_1));
        assertEquals(List.of("f: is not UTF-8; save the file as UTF-8"), errors);
    }

    @Test
    void a_tab_and_a_second_document_are_reported_with_line_and_remedy() {
        read("a:\n\tb: 1");
        read("a: 1\n---\nb: 1");
        assertTrue(errors.get(0).matches("f: is not valid YAML; line 2: .*; indent with spaces"), errors::toString);
        assertTrue(
                errors.get(1).matches("f: is not valid YAML; line 2: .*; use one document per file"), errors::toString);
    }

    @Test
    void aliases_are_expanded_up_to_a_limit() {
        assertEquals(1, read("a: &x {b: 1}\nc: *x").getJsonObject("c").getInteger("b"));
        assertEquals(List.of(), errors);
        read("a: &a [x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b]\n"
                + "d: &d [*c,*c,*c,*c,*c,*c,*c,*c]\ne: [*d,*d,*d,*d,*d,*d,*d,*d]");
        read("a: &a [*a]");
        assertEquals(2, errors.size(), errors::toString);
    }

    @Test
    void an_unknown_tag_and_a_key_that_is_not_text_are_rejected() {
        read("a: !!binary aGk=\n? [b]\n: 1\nc: !!int x");
        assertEquals(3, errors.size(), errors::toString);
    }

    private JsonObject read(String text) {
        return new YamlFile("f", errors).read(text.getBytes(StandardCharsets.UTF_8));
    }
}
