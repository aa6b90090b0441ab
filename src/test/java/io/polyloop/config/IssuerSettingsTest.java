package io.polyloop.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IssuerSettingsTest {
    private static final String KEY = "auth.issuers";
    private static final String ISSUER = "https://id.example.org/";

    @TempDir
    Path dir;

    @Test
    void an_entry_has_safe_defaults() {
        assertEquals(
                List.of(new IssuerSettings(
                        ISSUER, "polyloop", Set.of("RS256", "ES256"), "discovery", Set.of("at+jwt", "JWT"), "sub")),
                Defaults.with(KEY, new JsonArray().add(entry())).auth().issuers());
    }

    @Test
    void every_field_is_read() {
        IssuerSettings issuer = Defaults.with(
                        KEY,
                        new JsonArray()
                                .add(entry().put("algorithms", JsonArray.of("PS512"))
                                        .put("keys", "https://id.example.org/jwks.json")
                                        .put("types", JsonArray.of("at+jwt"))
                                        .put("subject-claim", "oid")))
                .auth()
                .issuers()
                .get(0);
        assertEquals(
                new IssuerSettings(
                        ISSUER,
                        "polyloop",
                        Set.of("PS512"),
                        "https://id.example.org/jwks.json",
                        Set.of("at+jwt"),
                        "oid"),
                issuer);
    }

    @Test
    void all_errors_are_reported_with_their_issuers() {
        List<String> errors = Defaults.errors(
                KEY,
                new JsonArray()
                        .add(entry().put("algorithm", "RS256"))
                        .add(entry())
                        .add(JsonObject.of("audience", "a"))
                        .add("https://id.example.org/")
                        .add(JsonObject.of("issuer", "urn:polyloop:development", "keys", "http://example.org/")));
        assertEquals(1, errors.size(), errors::toString);
        for (String part : List.of(
                ISSUER + ": unknown field algorithm",
                ISSUER + ": appears twice",
                "an entry has no issuer",
                "\"https://id.example.org/\" is not an entry",
                "urn:polyloop: names what is built in",
                "audience is missing",
                "keys: http://example.org/ is not an https address",
                "expected {issuer: ")) {
            assertTrue(errors.get(0).contains(part), errors::toString);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "none, unknown algorithm none",
        "rs256, unknown algorithm rs256",
        "HS256, HMAC needs keys to name a file",
        "'RS256,HS256', HMAC and asymmetric algorithms exclude each other",
        "'', algorithms is empty",
    })
    void a_dangerous_list_of_algorithms_is_rejected(String algorithms, String reason) {
        JsonArray list = new JsonArray(algorithms.isEmpty() ? List.of() : List.of(algorithms.split(",")));
        assertRejected(entry().put("algorithms", list), reason);
    }

    @Test
    void hmac_takes_a_secret_file() throws IOException {
        Path secret = Files.writeString(dir.resolve("secret"), "x".repeat(32));
        JsonObject entry = entry().put("algorithms", JsonArray.of("HS256")).put("keys", secret.toString());
        assertEquals(List.of(), Defaults.errors(KEY, new JsonArray().add(entry)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://id.example.org/jwks",
                "ftp://id.example.org/jwks",
                "https://user@id.example.org/",
                "http://127.0.0.1.example.org/",
                "http://localhost@example.org/",
                "absent.json",
            })
    void keys_that_cannot_be_trusted_are_rejected(String keys) {
        assertRejected(entry().put("keys", keys), "keys: " + keys + " is not ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"https://id.example.org/jwks?a=b", "http://127.0.0.1:1/", "http://localhost:1/", "http://[::1]/"
            })
    void keys_from_https_or_this_machine_are_accepted(String keys) {
        assertEquals(List.of(), Defaults.errors(KEY, new JsonArray().add(entry().put("keys", keys))));
    }

    @Test
    void discovery_needs_an_address() {
        assertRejected(JsonObject.of("issuer", "accounts.example.org", "audience", "a"), "keys: discovery needs");
        assertRejected(JsonObject.of("issuer", "http://example.org", "audience", "a"), "keys: discovery needs");
    }

    @ParameterizedTest
    @CsvSource({"types, JWT", "algorithms, RS256", "issuer, 1", "audience, 1"})
    void a_field_of_another_type_is_rejected(String field, String value) {
        Object wrong = value.equals("1") ? Integer.valueOf(1) : value;
        assertRejected(entry().put(field, wrong), field + " is not a ");
    }

    @Test
    void token_mode_beyond_loopback_needs_an_issuer_or_keys() {
        List<String> errors =
                Defaults.errors("auth.mode", "token", "http.host", "0.0.0.0", "management.host", "127.0.0.1");
        assertTrue(errors.stream().anyMatch(error -> error.startsWith("auth.issuers: is empty")), errors::toString);
        assertEquals(List.of(), Defaults.errors("auth.mode", "token"));
        assertEquals(
                1,
                Defaults.errors("auth.mode", "token", "auth.development", false).size());
        assertEquals(
                1,
                Defaults.errors("auth.mode", "token", "http.trusted-proxies", new JsonArray().add("127.0.0.1"))
                        .size());
        assertEquals(
                List.of(), Defaults.errors("auth.mode", "token", "http.host", "0.0.0.0", "auth.keys-file", "keys"));
    }

    private static JsonObject entry() {
        return JsonObject.of("issuer", ISSUER, "audience", "polyloop");
    }

    private static void assertRejected(JsonObject entry, String reason) {
        List<String> errors = Defaults.errors(KEY, new JsonArray().add(entry));
        assertEquals(1, errors.size(), errors::toString);
        assertTrue(errors.get(0).contains(reason), errors::toString);
    }
}
