package io.polyloop.auth.token;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.polyloop.auth.Identity;
import io.polyloop.auth.User;
import io.polyloop.fixture.LogCapture;
import io.polyloop.fixture.TestNode;
import io.polyloop.topic.ProblemException;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServiceKeysTest {
    private final Vertx vertx = Vertx.vertx();
    private Path path;
    private ServiceKeyFile file;
    private Credentials credentials;

    @BeforeEach
    void start(@TempDir Path dir) {
        path = dir.resolve("keys.yaml");
        file = new ServiceKeyFile(path);
        credentials = new Credentials(
                vertx,
                CredentialsTest.settings(List.of(), "org", path.toString()),
                dir,
                false,
                Set.of("scope"),
                new SimpleMeterRegistry());
    }

    @AfterEach
    void close() {
        TestNode.await(credentials.close().eventually(vertx::close));
    }

    @Test
    void a_key_names_its_user() {
        String key = file.create("billing", "acme", JsonObject.of("scope", "ops", "level", 3), null);
        TestNode.await(credentials.start());
        User user = verify(key);
        Identity identity = user.identity();
        assertEquals(Identity.SERVICE_KEYS, identity.issuer());
        assertEquals("billing", identity.subject());
        assertEquals("acme", identity.tenant());
        assertEquals(key.split("_")[1], identity.tokenId());
        assertEquals(Instant.MAX, identity.expiresAt());
        assertEquals(Map.of("scope", "ops"), identity.claims());
        assertEquals(3, user.claims().getInteger("level"));
    }

    @Test
    void a_key_without_a_tenant_has_an_empty_one() {
        String key = file.create("billing", null, new JsonObject(), Duration.ofDays(1));
        TestNode.await(credentials.start());
        Identity identity = verify(key).identity();
        assertEquals("", identity.tenant());
        assertEquals(Duration.ofDays(1), Duration.between(identity.issuedAt(), identity.expiresAt()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"plk_", "plk_x", "plk_x_", "plk__x", "plk_unknown_secret", "plk_../../x_y", "plk_a b_c"})
    void a_malformed_or_unknown_key_is_refused(String key) {
        file.create("billing", null, new JsonObject(), null);
        TestNode.await(credentials.start());
        assertRefused(Refusal.SERVICE_KEY, key);
    }

    @Test
    void a_key_with_another_secret_is_refused() {
        String key = file.create("billing", null, new JsonObject(), null);
        TestNode.await(credentials.start());
        assertRefused(Refusal.SERVICE_KEY, key.substring(0, key.length() - 1));
        assertRefused(Refusal.SERVICE_KEY, key + "x");
        assertRefused(Refusal.SERVICE_KEY, key + "x".repeat(100_000));
    }

    @Test
    void an_expired_key_is_refused() throws IOException {
        String key = file.create("billing", null, new JsonObject(), Duration.ofDays(1));
        Instant issued = file.keys().get(0).issued();
        Files.writeString(
                path,
                Files.readString(path).replace(issued.plus(Duration.ofDays(1)).toString(), issued.toString()));
        TestNode.await(credentials.start());
        assertRefused(Refusal.SERVICE_KEY_EXPIRED, key);
    }

    @Test
    void keys_come_and_go_without_a_restart() {
        TestNode.await(credentials.start());
        assertEquals(Optional.empty(), credentials.notReady(), "the file is created later");
        String old = file.create("billing", null, new JsonObject(), null);
        await().until(() -> isAccepted(old));
        String next = file.create("billing", null, new JsonObject(), null);
        await().until(() -> isAccepted(next));
        assertTrue(isAccepted(old), "both are active during the rotation");
        assertTrue(file.remove(old.split("_")[1]));
        await().until(() -> !isAccepted(old));
        assertTrue(isAccepted(next));
    }

    /** The kubelet replaces all files of a Secret at once, by a link to the folder of its new version. */
    @Test
    void keys_of_a_mounted_secret_are_replaced_without_a_restart() throws IOException {
        Path mount = path.getParent();
        String old = keyOfVersion(mount.resolve("..1"));
        Path data = Files.createSymbolicLink(mount.resolve("..data"), Path.of("..1"));
        Files.createSymbolicLink(path, Path.of("..data", "keys.yaml"));
        TestNode.await(credentials.start());
        assertTrue(isAccepted(old));

        String next = keyOfVersion(mount.resolve("..2"));
        Path swap = Files.createSymbolicLink(mount.resolve("..data_tmp"), Path.of("..2"));
        Files.move(swap, data, StandardCopyOption.ATOMIC_MOVE);

        await().until(() -> isAccepted(next));
        assertFalse(isAccepted(old));
    }

    private static String keyOfVersion(Path folder) throws IOException {
        Path keys = Files.createDirectory(folder).resolve("keys.yaml");
        return new ServiceKeyFile(keys).create("billing", null, new JsonObject(), null);
    }

    @Test
    void a_broken_file_leaves_the_earlier_keys_and_is_logged() throws IOException {
        String key = file.create("billing", null, new JsonObject(), null);
        TestNode.await(credentials.start());
        try (LogCapture log = new LogCapture(WatchedFile.class.getName())) {
            Files.writeString(path, "keys:\n  - {id: a, name: billing}\n");
            await().until(() -> log.count("sha256 is not 64 lower-case hex digits") > 0);
            assertEquals(1, log.count("until then its earlier content is used"));
        }
        assertTrue(isAccepted(key));
    }

    @Test
    void a_file_that_is_broken_at_the_start_makes_the_node_not_ready() throws IOException {
        Files.writeString(path, "keys: 1");
        TestNode.await(credentials.start());
        assertEquals(
                "auth.keys-file: expected a list `keys` and nothing else",
                credentials.notReady().orElseThrow());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'x: 1'|expected a list `keys`",
                "'keys: [1]'|an entry is not {id, name, sha256}",
                "'keys: [{id: a}]'|key a: name is not",
                "'keys: [{id: A, name: b}]'|key A: id is not lower-case letters and digits",
                "'keys: [{id: a, name: a.b}]'|name is not up to 64 lower-case letters",
                "'keys: [{id: a, colour: red}]'|unknown field colour",
                "'keys: [{id: a, expires: soon}]'|expires is not a time such as 2030-01-31T12:00:00Z",
                "'keys: ['|is not valid YAML",
            })
    void an_invalid_file_is_rejected_with_what_is_wrong(String content, String reason) {
        String message = assertThrows(
                        IllegalArgumentException.class,
                        () -> ServiceKeyFile.parse(content.getBytes(StandardCharsets.UTF_8)))
                .getMessage();
        assertTrue(message.contains(reason), message);
    }

    @Test
    void json_is_read_too() {
        String json = "{\"keys\": [{\"id\": \"a\", \"name\": \"b\", \"sha256\": \"" + "0".repeat(64) + "\"}]}";
        assertEquals(
                Set.of("a"),
                ServiceKeyFile.parse(json.getBytes(StandardCharsets.UTF_8)).keySet());
    }

    @Test
    void a_third_active_key_of_a_name_is_refused() {
        file.create("billing", null, new JsonObject(), null);
        file.create("billing", null, new JsonObject(), null);
        file.create("other", null, new JsonObject(), null);
        assertThrows(IllegalArgumentException.class, () -> file.create("billing", null, new JsonObject(), null));
        assertEquals(3, file.keys().size());
    }

    @Test
    void an_invalid_name_leaves_the_file_as_it_was() throws IOException {
        file.create("billing", null, new JsonObject(), null);
        String before = Files.readString(path);
        assertThrows(IllegalArgumentException.class, () -> file.create("A.b", null, new JsonObject(), null));
        assertEquals(before, Files.readString(path));
    }

    @Test
    void a_changed_file_keeps_its_mode() throws IOException {
        file.create("billing", null, new JsonObject(), null);
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(path)));
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-r-----"));
        file.create("other", null, new JsonObject(), null);
        assertEquals("rw-r-----", PosixFilePermissions.toString(Files.getPosixFilePermissions(path)));
        assertFalse(file.remove("absent"));
    }

    private User verify(String key) {
        return TestNode.await(credentials.verify(key));
    }

    private boolean isAccepted(String key) {
        return TestNode.await(credentials.verify(key).map(true).otherwise(false));
    }

    private void assertRefused(Refusal reason, String key) {
        ProblemException refusal = assertThrows(ProblemException.class, () -> verify(key));
        assertEquals(reason.exception().getMessage(), refusal.getMessage());
    }
}
