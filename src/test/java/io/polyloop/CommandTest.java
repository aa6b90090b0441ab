package io.polyloop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
        assertEquals(new FileCommand(FileCommand.Action.RESTORE, "./-x"), Command.of(List.of("restore", "./-x")));
    }

    @Test
    void migrate_takes_no_arguments() {
        assertEquals(new MigrateCommand(), Command.of(List.of("migrate")));
        String message = assertThrows(Command.UsageException.class, () -> Command.of(List.of("migrate", "x")))
                .getMessage();
        assertEquals("migrate takes no arguments\n" + Command.USAGE, message);
    }

    @Test
    void an_unknown_command_is_rejected_with_the_usage() {
        assertEquals(Optional.empty(), Command.information(List.of("serve")));
        String message = assertThrows(Command.UsageException.class, () -> Command.of(List.of("serve")))
                .getMessage();
        assertEquals("unknown command: serve\n" + Command.USAGE, message);
    }

    @Test
    void token_reads_claims_as_json_or_text() {
        TokenCommand command = (TokenCommand) Command.of(List.of(
                "token",
                "--sub",
                "ada",
                "--claim",
                "org=acme",
                "--claim=level=3",
                "--claim",
                "admin=true",
                "--claim",
                "groups=[\"a\",\"b\"]",
                "--claim",
                "code=007",
                "--claim",
                "formula=a=b"));
        assertEquals("ada", command.subject());
        assertEquals(Duration.ofHours(1), command.validity());
        assertEquals(
                JsonObject.of(
                        "org",
                        "acme",
                        "level",
                        3,
                        "admin",
                        true,
                        "groups",
                        JsonArray.of("a", "b"),
                        "code",
                        "007",
                        "formula",
                        "a=b"),
                command.claims());
    }

    @ParameterizedTest
    @CsvSource({
        "token, --sub is missing",
        "token --sub, --sub takes a value",
        "token --sub --expires 1h, --sub takes a value",
        "token --sub a --sub b, --sub is there twice",
        "token ada, unknown argument: ada",
        "token --sub a --expires soon, --expires takes a time such as 1h or 90d",
        "token --sub a --expires 0s, --expires takes a time such as 1h or 90d",
        "token --sub a --claim org, --claim takes name=value",
        "token --sub a --claim sub=b, the claim sub cannot be set",
        "token --sub a --claim iss=b, the claim iss cannot be set",
        "token --sub a --claim x=1 --claim x=2, the claim x is there twice",
        "key, 'key takes create, list or remove'",
        "key create, --name is missing",
        "key list all, key list takes no arguments",
        "key remove, key remove takes exactly one id",
    })
    void invalid_arguments_are_rejected_with_the_usage(String arguments, String reason) {
        String message = assertThrows(Command.UsageException.class, () -> Command.of(List.of(arguments.split(" "))))
                .getMessage();
        assertTrue(message.startsWith(reason), message);
        assertTrue(message.endsWith("\n" + Command.USAGE), message);
    }
}
