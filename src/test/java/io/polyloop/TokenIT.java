package io.polyloop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polyloop.fixture.engine.ChildNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands that make credentials, as processes. */
class TokenIT {
    private static final String MODE = "POLYLOOP_AUTH_MODE";
    private static final String KEYS_FILE = "POLYLOOP_AUTH_KEYS_FILE";

    @TempDir
    Path data;

    @Test
    void token_prints_the_token_alone_and_keeps_its_key_private() throws IOException {
        String first = output(List.of("token", "--sub", "ada"), MODE, "token");
        assertTrue(first.matches("[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+"), first);
        assertEquals("rw-------", mode("development-key.jwk"));
        String second = output(List.of("token", "--sub", "bob"), MODE, "token");
        assertEquals(first.split("\\.")[0], second.split("\\.")[0], "the header names the same key");
    }

    @Test
    void token_for_longer_than_the_node_accepts_fails() {
        try (ChildNode command = ChildNode.launch(data, List.of("token", "--sub", "ada", "--expires", "13h"))) {
            assertEquals(2, command.exitCode(), command.output());
            assertTrue(command.output().contains("auth.max-age, 12h"), command.output());
        }
    }

    @Test
    void key_is_created_listed_and_removed() throws IOException {
        String keysFile = data.resolve("keys.yaml").toString();
        String key = output(List.of("key", "create", "--name", "billing"), KEYS_FILE, keysFile)
                .lines()
                .findFirst()
                .orElseThrow();
        String id = key.split("_")[1];
        assertEquals("rw-------", mode("keys.yaml"));
        assertFalse(Files.readString(data.resolve("keys.yaml")).contains(key), "only its hash is stored");
        assertEquals(id + "  billing  does not expire", output(List.of("key", "list"), KEYS_FILE, keysFile));
        output(List.of("key", "remove", id), KEYS_FILE, keysFile);
        assertEquals("", output(List.of("key", "list"), KEYS_FILE, keysFile));
    }

    private String mode(String file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve(file)));
    }

    private String output(List<String> command, String... environment) {
        try (ChildNode process = ChildNode.launch(data, command, environment)) {
            assertEquals(0, process.exitCode(), process.output());
            return process.output();
        }
    }
}
