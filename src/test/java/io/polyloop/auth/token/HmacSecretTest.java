package io.polyloop.auth.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.jwk.OctetSequenceKey;
import io.polyloop.fixture.engine.Certificate;
import io.polyloop.fixture.engine.TokenFactory;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HmacSecretTest {
    private static final TokenFactory PUBLIC = new TokenFactory();

    @TestFactory
    Iterable<DynamicTest> what_everyone_can_know_is_no_secret(@TempDir Path dir) throws Exception {
        byte[] der = Base64.getMimeDecoder().decode(PUBLIC.pem().replaceAll("-----.*", ""));
        String certificate =
                Files.readString(Certificate.create(dir, "dns:localhost").pem());
        byte[] bare = Base64.getMimeDecoder().decode(certificate.replaceAll("-----.*", ""));
        JsonObject secret = oct("x".repeat(32));
        Map<String, byte[]> known = new LinkedHashMap<>();
        known.put("JWKS", bytes(PUBLIC.jwks().encode()));
        known.put("JWKS, indented", bytes("\n  " + PUBLIC.jwks().encodePrettily() + "\n"));
        known.put("JWKS in UTF-16", PUBLIC.jwks().encode().getBytes(StandardCharsets.UTF_16));
        known.put(
                "JWKS behind a byte order mark", bytes("\ufeff" + PUBLIC.jwks().encode()));
        known.put("JWKS that is cut off", bytes(PUBLIC.jwks().encode().replaceFirst("}]}$", "")));
        known.put("JWK", bytes(PUBLIC.jwk().encode()));
        known.put("secret beside a public key", bytes(jwks(secret, PUBLIC.jwk())));
        known.put("secret for encryption", bytes(jwks(secret.copy().put("use", "enc"))));
        known.put("other JSON", bytes("{\"secret\": \"" + "x".repeat(32) + "\"}"));
        known.put("empty JWKS", bytes("{\"keys\": []                        }"));
        known.put("JSON array", bytes(new JsonArray().add("x".repeat(32)).encode()));
        known.put("public key in PEM", bytes(PUBLIC.pem()));
        known.put("public key in PEM in UTF-16", PUBLIC.pem().getBytes(StandardCharsets.UTF_16LE));
        known.put("public key in DER", der);
        known.put("public key in Base64", Base64.getEncoder().encode(der));
        known.put("certificate in PEM", bytes(certificate));
        known.put("certificate in DER", bare);
        known.put("certificate in Base64", Base64.getMimeEncoder().encode(bare));
        known.put("public key of OpenSSH", bytes("ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ8mBrPSnDUFdsEZ9d0n me"));
        return known.entrySet().stream()
                .map(form -> DynamicTest.dynamicTest(form.getKey(), () -> {
                    String message = assertThrows(
                                    IllegalArgumentException.class, () -> secret(form.getValue(), "HS256"))
                            .getMessage();
                    assertTrue(message.endsWith("HMAC needs a random secret"), message);
                }))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "\r\n"})
    void a_line_break_at_the_end_is_not_part_of_the_secret(String end) {
        assertEquals("x".repeat(32), secret(bytes("x".repeat(32) + end), "HS256"));
    }

    @Test
    void any_bytes_can_be_the_secret() {
        for (int first = 0; first < 256; first++) {
            byte[] random = bytes("x".repeat(32));
            random[0] = (byte) first;
            KeySet keys = HmacSecret.read(random, Set.of("HS256"));
            assertEquals(256, keys.keys().get(0).size());
        }
    }

    @Test
    void a_jwks_holds_secrets_with_ids() {
        KeySet keys = HmacSecret.read(bytes(jwks(oct("a".repeat(32)), oct("b".repeat(32)))), Set.of("HS256"));
        assertEquals(2, keys.keys().size());
        assertTrue(keys.contains("aaa"));
        assertEquals("b".repeat(32), text(keys, 1));
    }

    @ParameterizedTest
    @CsvSource({"0,HS256,32", "31,HS256,32", "47,HS384,48", "63,HS512,64"})
    void a_secret_is_as_long_as_the_hash(int length, String algorithm, int shortest) {
        for (byte[] content : new byte[][] {bytes("x".repeat(length) + "\n"), bytes(jwks(oct("x".repeat(length))))}) {
            String message = assertThrows(IllegalArgumentException.class, () -> secret(content, algorithm))
                    .getMessage();
            assertEquals("the secret has less than " + shortest + " bytes", message);
        }
        assertEquals("x".repeat(shortest), secret(bytes("x".repeat(shortest)), algorithm));
    }

    private static JsonObject oct(String secret) {
        String k = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(secret));
        String kid = secret.isEmpty() ? "k" : secret.substring(0, Math.min(3, secret.length()));
        return JsonObject.of("kty", "oct", "kid", kid, "k", k);
    }

    private static String jwks(JsonObject... keys) {
        return JsonObject.of("keys", JsonArray.of((Object[]) keys)).encode();
    }

    private static String secret(byte[] content, String algorithm) {
        return text(HmacSecret.read(content, Set.of(algorithm)), 0);
    }

    private static String text(KeySet keys, int index) {
        return new String(((OctetSequenceKey) keys.keys().get(index)).toByteArray(), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
