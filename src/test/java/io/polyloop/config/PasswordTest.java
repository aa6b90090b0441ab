package io.polyloop.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonArray;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PasswordTest {
    private static final String PASSWORD = "s3cret";

    @Test
    void a_password_file_is_read_without_its_trailing_line_break(@TempDir Path dir) throws IOException {
        Path file = Files.writeString(dir.resolve("password"), PASSWORD + " \n");
        JournalSettings journal =
                Defaults.with("journal.password-file", file.toString()).journal();

        assertEquals(PASSWORD + " ", journal.password());
        assertFalse(journal.toString().contains(PASSWORD));
    }

    @Test
    void a_password_and_a_password_file_together_are_rejected_without_showing_either(@TempDir Path dir)
            throws IOException {
        Path file = Files.writeString(dir.resolve("password"), PASSWORD);

        assertEquals(
                List.of("journal.password-file: journal.password is also set; remove one of them"),
                Defaults.errors("journal.password", PASSWORD, "journal.password-file", file.toString()));
    }

    @Test
    void an_unreadable_password_file_is_reported(@TempDir Path dir) {
        List<String> errors =
                Defaults.errors("journal.password-file", dir.resolve("none").toString());

        assertEquals(1, errors.size(), errors::toString);
        assertTrue(errors.get(0).startsWith("journal.password-file: \"" + dir.resolve("none")), errors::toString);
    }

    @Test
    void the_password_is_never_shown() {
        String url = "jdbc:postgresql://db/p?password=" + PASSWORD;
        assertFalse(Defaults.with("journal.password", PASSWORD, "journal.url", url)
                .toString()
                .contains(PASSWORD));
        assertFalse(Defaults.errors("journal.password", new JsonArray().add(PASSWORD), "http.port", "x")
                .toString()
                .contains(PASSWORD));
    }
}
