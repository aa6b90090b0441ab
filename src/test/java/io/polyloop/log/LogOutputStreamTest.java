package io.polyloop.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogOutputStreamTest {
    private static final int MAX_LINE = 8 * 1024;

    private final List<String> logged = new ArrayList<>();
    private final PrintStream out = new PrintStream(new LogOutputStream(logged::add), true, StandardCharsets.UTF_8);

    @Test
    void a_line_is_logged_when_it_ends() {
        out.print("a\n\nb");
        assertEquals(List.of("a", ""), logged);
    }

    @Test
    void a_line_of_the_maximum_length_is_whole() {
        out.print("x".repeat(MAX_LINE) + "\nb\n");
        assertEquals(List.of("x".repeat(MAX_LINE), "b"), logged);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "x ", "\u20ac", "\ud83d\ude00", "y\ud83d\ude00"})
    void a_longer_line_is_cut_at_a_character_and_its_rest_is_dropped(String part) {
        out.print(part.repeat(MAX_LINE + 1) + "\nnext\n");
        assertEquals(2, logged.size());
        assertEquals("next", logged.get(1));
        String cut = logged.get(0).substring(0, logged.get(0).length() - 1);
        assertEquals("…", logged.get(0).substring(cut.length()));
        assertTrue(part.repeat(MAX_LINE + 1).startsWith(cut), cut);
        assertEquals(cut, new String(cut.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8), "whole characters");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Authorization: Bearer ", "postgresql://ada:", "{\"password\":\"", "token="})
    void no_part_of_a_credential_at_the_cut_is_logged(String prefix) {
        String credential = "hunter2".repeat(20);
        for (int shown = 0; shown <= credential.length(); shown++) {
            out.println(
                    "x".repeat(MAX_LINE - prefix.length() - shown - 1) + " " + prefix + credential + "@example.com/");
        }
        for (String line : logged) {
            assertFalse(Redaction.redact(line).contains("hunter"), line);
        }
        assertEquals(credential.length() + 1, logged.size());
    }
}
