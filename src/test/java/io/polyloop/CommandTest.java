package io.polyloop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CommandTest {
    @Test
    void help_and_version_are_printed() {
        for (String argument : List.of("--help", "-h", "help")) {
            assertEquals(Optional.of(Command.USAGE), Command.information(List.of(argument)));
        }
        for (String argument : List.of("--version", "-V", "version")) {
            assertTrue(Command.information(List.of(argument)).orElseThrow().startsWith("Polyloop "), argument);
        }
    }

    @Test
    void an_option_is_rejected_as_a_file_name() {
        String message = assertThrows(Command.UsageException.class, () -> Command.of(List.of("backup", "--help")))
                .getMessage();
        assertEquals("--help is not a file; for a file of this name write ./--help\n" + Command.USAGE, message);
        assertEquals(Command.RESTORE, Command.of(List.of("restore", "./-x")));
    }

    @Test
    void an_unknown_command_is_rejected_with_the_usage() {
        assertEquals(Optional.empty(), Command.information(List.of("serve")));
        String message = assertThrows(Command.UsageException.class, () -> Command.of(List.of("serve")))
                .getMessage();
        assertEquals("unknown command: serve\n" + Command.USAGE, message);
    }
}
