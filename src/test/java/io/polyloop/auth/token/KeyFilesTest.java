package io.polyloop.auth.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polyloop.config.SettingsException;
import io.polyloop.config.SettingsLoader;
import io.polyloop.fixture.TestNode;
import io.polyloop.fixture.engine.Certificate;
import io.polyloop.fixture.engine.TokenFactory;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyFilesTest {
    private static final Vertx VERTX = Vertx.vertx();
    private static final TokenFactory FACTORY = new TokenFactory();

    @TempDir
    Path dir;

    @AfterAll
    static void close_vertx() {
        TestNode.await(VERTX.close());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "HS256|the secret has less than 32 bytes; write a secret|''",
                "HS256|the secret has less than 32 bytes; write a secret|short",
                "HS256|contains JSON that is not a JWKS of keys of type oct only; HMAC needs a random secret|JWKS",
                "HS256|contains a key or certificate of an asymmetric algorithm; HMAC needs a random secret|PEM",
                "RS256|neither PEM nor a JWKS; name a PEM or JWKS file|''",
                "RS256|no usable key; name a PEM or JWKS file|{\"keys\": []}",
                "RS256|no usable key: [an RSA key of less than 2048 bits]; name|WEAK",
                "RS256|a PEM block is a PRIVATE KEY; only PUBLIC KEY and CERTIFICATE are read; name|PRIVATE",
                "ES256|no key for any of its algorithms [ES256]; name|PEM",
                "ES384|no key for any of its algorithms [ES384]; name|{\"keys\": [P-256]}",
                "RS256|no key for any of its algorithms [RS256]; name|{\"keys\": [RS512]}",
            })
    void a_file_that_cannot_serve_is_an_error(String algorithm, String error, String content) throws IOException {
        Path file = Files.writeString(dir.resolve("keys"), expand(content));
        List<String> errors = errors(issuer(algorithm, file));
        assertEquals(1, errors.size(), errors::toString);
        String start = "auth.issuers: " + TokenFactory.ISSUER + ": keys: " + file + ": " + error;
        assertTrue(errors.get(0).startsWith(start), errors::toString);
    }

    private String expand(String content) throws IOException {
        return switch (content) {
            case "JWKS" -> FACTORY.jwks().encode();
            case "PEM" -> FACTORY.pem();
            case "WEAK" -> new TokenFactory("weak", 1024).pem();
            case "PRIVATE" ->
                Files.readString(Certificate.create(dir, "dns:localhost").key());
            default ->
                content.replace("P-256", p256())
                        .replace("RS512", FACTORY.jwk().put("alg", "RS512").encode());
        };
    }

    private String p256() throws IOException {
        DevelopmentKey.in(dir);
        return Files.readString(DevelopmentKey.file(dir));
    }

    @ParameterizedTest
    @CsvSource({"'RS256,ES256', JWKS", "'ES256,RS512', PEM", "ES256, '{\"keys\": [P-256, RS512]}'"})
    void a_key_for_one_of_the_algorithms_suffices(String algorithms, String content) throws IOException {
        Path file = Files.writeString(dir.resolve("keys"), expand(content));
        assertEquals(List.of(), errors(issuer(algorithms, file)));
    }

    @Test
    void files_are_checked_whatever_else_is_wrong() throws IOException {
        Path secret = Files.writeString(dir.resolve("secret"), "short");
        Path keys = Files.writeString(dir.resolve("keys.yaml"), "keys: 1");
        JsonObject issuer = issuer("HS256", secret);
        issuer.remove("audience");
        List<String> errors = errors(Map.of(
                "auth.issuers",
                JsonArray.of(issuer, issuer("none", secret).put("issuer", "other")),
                "auth.keys-file",
                keys.toString(),
                "http.port",
                "x"));
        for (String error : List.of(
                "http.port: ",
                "auth.issuers: " + TokenFactory.ISSUER + ": audience is missing",
                "auth.issuers: " + TokenFactory.ISSUER + ": keys: " + secret + ": the secret has less",
                "auth.keys-file: " + keys + ": expected a list `keys` and nothing else; correct it, or move it")) {
            assertTrue(errors.stream().anyMatch(line -> line.startsWith(error)), () -> error + " in " + errors);
        }
    }

    @Test
    void a_file_of_service_keys_can_be_created_later() {
        assertEquals(
                List.of(), errors(Map.of("auth.keys-file", dir.resolve("absent").toString())));
    }

    @Test
    void a_folder_is_no_file_of_service_keys() {
        assertTrue(errors(Map.of("auth.keys-file", dir.toString()))
                .get(0)
                .startsWith("auth.keys-file: " + dir + ": is not readable; "));
    }

    private static JsonObject issuer(String algorithms, Path keys) {
        return JsonObject.of(
                "issuer",
                TokenFactory.ISSUER,
                "audience",
                TokenFactory.AUDIENCE,
                "algorithms",
                new JsonArray(List.of(algorithms.split(","))),
                "keys",
                keys.toString());
    }

    private static List<String> errors(JsonObject issuer) {
        return errors(Map.of("auth.issuers", JsonArray.of(issuer)));
    }

    private static List<String> errors(Map<String, Object> settings) {
        SettingsLoader loader = new SettingsLoader(VERTX, settings).checking(KeyFiles::faults);
        try {
            TestNode.await(loader.load());
            return List.of();
        } catch (SettingsException invalid) {
            return invalid.errors();
        }
    }
}
