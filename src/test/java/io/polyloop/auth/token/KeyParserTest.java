package io.polyloop.auth.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.jwk.JWK;
import io.polyloop.fixture.LogCapture;
import io.polyloop.fixture.engine.Certificate;
import io.polyloop.fixture.engine.TokenFactory;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyParserTest {
    private static final TokenFactory GOOD = new TokenFactory("good");

    private final KeyParser parser = new KeyParser("issuer");

    @Test
    void unusable_keys_do_not_hide_the_others() {
        JsonObject jwks = JsonObject.of(
                "keys",
                JsonArray.of(
                        JsonObject.of("kty", "AKP", "kid", "quantum"),
                        JsonObject.of("kty", "RSA", "n", "?"),
                        "text",
                        JsonObject.of("kty", "oct", "k", "c2VjcmV0"),
                        GOOD.jwk().put("kid", "encryption").put("use", "enc"),
                        GOOD.jwk().put("kid", "signing only").put("key_ops", JsonArray.of("sign")),
                        GOOD.jwk()));
        assertEquals(List.of("good"), ids(parse(jwks.encode())));
    }

    @Test
    void ignored_keys_are_logged_once() {
        String jwks = JsonObject.of("keys", JsonArray.of(GOOD.jwk(), JsonObject.of("kty", "AKP")))
                .encode();
        try (LogCapture log = new LogCapture(KeyParser.class.getName())) {
            parse(jwks);
            parse(jwks);
            assertEquals(1, log.count("ignored [a key that is malformed or of an unknown type]"));
        }
    }

    @Test
    void a_single_key_is_a_set() {
        assertEquals(List.of("good"), ids(parse(GOOD.jwk().encode())));
    }

    @Test
    void private_parts_are_dropped(@TempDir Path dir) throws IOException {
        DevelopmentKey.in(dir);
        KeySet keys = parse(Files.readString(DevelopmentKey.file(dir)));
        assertFalse(keys.keys().get(0).isPrivate());
    }

    @Test
    void pem_holds_keys_and_certificates(@TempDir Path dir) throws IOException {
        String certificate =
                Files.readString(Certificate.create(dir, "dns:localhost").pem());
        List<JWK> keys = parse(GOOD.pem() + "some text\n" + certificate).keys();
        assertEquals(
                List.of("RSA", "EC"),
                keys.stream().map(key -> key.getKeyType().getValue()).toList());
    }

    @ParameterizedTest
    @CsvSource({
        "'', neither PEM nor a JWKS",
        "[], neither PEM nor a JWKS",
        "'{\"keys\": [], \"keys\": []}', neither PEM nor a JWKS",
        "'{}', no usable key",
        "'-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----', a PEM block is malformed",
        "'-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----', only PUBLIC KEY and CERTIFICATE are read",
        "'-----BEGIN PUBLIC KEY-----\nAA', no usable key",
    })
    void a_document_without_keys_is_rejected(String content, String reason) {
        String message = assertThrows(IllegalArgumentException.class, () -> parse(content))
                .getMessage();
        assertTrue(message.contains(reason), message);
    }

    @Test
    void the_number_of_keys_is_bounded() {
        JsonArray many = new JsonArray();
        IntStream.range(0, 101).forEach(i -> many.add(GOOD.jwk().put("kid", "k" + i)));
        String message = assertThrows(
                        IllegalArgumentException.class,
                        () -> parse(JsonObject.of("keys", many).encode()))
                .getMessage();
        assertEquals("more than 100 keys", message);
    }

    private KeySet parse(String content) {
        return parser.parse(content.getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> ids(KeySet keys) {
        return keys.keys().stream().map(JWK::getKeyID).toList();
    }
}
