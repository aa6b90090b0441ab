package io.polyloop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CommandTest {
    @Test
    void help_and_version_are_answered() {
        for (String word : List.of("--help", "-h", "help")) {
            assertEquals(Optional.of(Command.USAGE), Command.information(List.of(word)));
        }
        for (String word : List.of("--version", "-V", "version")) {
            assertTrue(Command.information(List.of(word)).orElseThrow().startsWith("Polyloop "), word);
        }
    }

    @Test
    void an_option_is_not_taken_for_a_file() {
        String message = assertThrows(Command.UsageException.class, () -> Command.of(List.of("backup", "--help")))
                .getMessage();
        assertEquals("--help is not a file; for a file of this name write ./--help. " + Command.USAGE, message);
        assertEquals(Command.RESTORE, Command.of(List.of("restore", "./-x")));
    }

    @Test
    void other_words_are_refused_with_the_usage() {
        assertEquals(Optional.empty(), Command.information(List.of("serve")));
        String message = assertThrows(Command.UsageException.class, () -> Command.of(List.of("serve")))
                .getMessage();
        assertEquals("serve is not a command. " + Command.USAGE, message);
    }
}
