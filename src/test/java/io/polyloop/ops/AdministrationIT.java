package io.polyloop.ops;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polyloop.auth.Identity;
import io.polyloop.fixture.Http;
import io.polyloop.fixture.LogCapture;
import io.polyloop.fixture.TestNode;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may administer a node over its management port, and what that does, as raw HTTP. */
class AdministrationIT {
    private static final String TOKEN = "0123456789abcdef0123456789abcdef";
    private static final String BEARER = "Authorization: Bearer " + TOKEN;

    @TempDir
    Path folder;

    private TestNode node;

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void without_a_token_file_a_program_on_this_machine_can_administer() {
        start();
        assertStatus(201, post("", "{\"subject\":\"ada\"}"));
        assertStatus(200, get("/revocations", "Sec-Fetch-Site: none"));
        assertStatus(200, get("/metrics", "Origin: http://localhost:3000"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Origin: http://localhost:8080",
                "Origin: null",
                "Sec-Fetch-Site: same-origin",
                "Sec-Fetch-Site: cross-site"
            })
    void without_a_token_file_a_page_cannot_administer(String header) {
        start();
        assertProblem(403, "forbidden", post(header, "{\"subject\":\"ada\"}"));
        assertProblem(403, "forbidden", get("/revocations", header));
        assertEquals(JsonArray.of(), revocations(""));
    }

    @Test
    void with_a_token_file_probes_are_open_and_the_rest_needs_the_token() throws IOException {
        start("management.token-file", tokenFile().toString());
        for (String path : new String[] {"/livez", "/readyz", "/startupz"}) {
            assertStatus(200, get(path, ""));
        }
        for (String path : new String[] {"/metrics", "/revocations"}) {
            assertProblem(401, "unauthenticated", get(path, ""));
            assertProblem(401, "unauthenticated", get(path, "Authorization: Bearer " + TOKEN + "0"));
            assertProblem(401, "unauthenticated", get(path, "Authorization: Basic " + TOKEN));
            assertProblem(401, "unauthenticated", get(path, "Authorization: Bearer"));
            assertProblem(400, "invalid_request", get(path, BEARER + "\r\n" + BEARER));
            assertTrue(get(path, "").toLowerCase().contains("\r\nwww-authenticate: bearer\r\n"));
            assertStatus(200, get(path, BEARER));
            assertStatus(200, get(path, "authorization: bearer " + TOKEN));
        }
        assertProblem(401, "unauthenticated", post("", "{\"subject\":\"ada\"}"));
        assertStatus(201, post(BEARER, "{\"subject\":\"ada\"}"));
    }

    @Test
    void open_is_for_metrics_only() throws IOException {
        start("management.token-file", tokenFile().toString(), "management.open", true);
        assertStatus(200, get("/metrics", ""));
        assertProblem(401, "unauthenticated", get("/revocations", ""));
    }

    @Test
    void beyond_loopback_without_a_token_file_nobody_can_administer() {
        start("management.host", "0.0.0.0", "management.open", true);
        assertStatus(200, get("/metrics", ""));
        assertProblem(403, "forbidden", post("", "{\"subject\":\"ada\"}"));
    }

    @Test
    void a_token_that_is_replaced_in_its_file_takes_effect_without_a_restart() throws IOException {
        Path file = tokenFile();
        start("management.token-file", file.toString());
        Files.writeString(file, TOKEN.replace('0', 'x'));

        await().atMost(Duration.ofSeconds(5))
                .until(() -> get("/metrics", "Authorization: Bearer " + TOKEN.replace('0', 'x'))
                        .startsWith("HTTP/1.1 200 "));
        assertProblem(401, "unauthenticated", get("/metrics", BEARER));
    }

    @Test
    void a_revocation_is_stored_listed_and_withdrawn() {
        start();
        JsonObject stored = body(post("", "{\"subject\":\"auth0|ada b\"}"));
        assertEquals("auth0|ada b", stored.getString("subject"));
        assertEquals(Identity.DEVELOPMENT, stored.getString("issuer"));
        assertEquals(JsonArray.of(stored), revocations(""));
        JsonObject key = body(post("", "{\"key\":\"0123456789a1\"}"));
        assertEquals(Set.of("key", "at"), key.fieldNames());
        assertEquals(2, revocations("").size());
        String subject = "/revocations?subject=" + URLEncoder.encode("auth0|ada b", StandardCharsets.UTF_8);

        assertStatus(204, send("DELETE", subject, "", ""));
        assertProblem(404, "not_found", send("DELETE", subject, "", ""));
        assertStatus(204, send("DELETE", "/revocations?key=0123456789a1", "", ""));
        assertEquals(JsonArray.of(), revocations(""));
    }

    @Test
    void with_service_keys_a_subject_needs_its_issuer() throws IOException {
        String keys = "keys: [{id: k1, name: billing, sha256: " + "a".repeat(64) + "}]\n";
        start("auth.keys-file", Files.writeString(folder.resolve("keys"), keys).toString());

        assertProblem(400, "invalid_parameter", post("", "{\"subject\":\"billing\"}"));
        assertProblem(400, "invalid_parameter", send("DELETE", "/revocations?subject=billing", "", ""));
        assertStatus(201, post("", "{\"subject\":\"billing\",\"issuer\":\"" + Identity.SERVICE_KEYS + "\"}"));
        assertStatus(201, post("", "{\"tokenId\":\"t1\"}"));
        assertEquals(2, revocations("").size());
    }

    @Test
    void a_service_key_is_revoked_by_its_id_and_not_by_its_name() throws IOException {
        String keys = "keys: [{id: k1, name: billing, sha256: " + "a".repeat(64) + "}]\n";
        start("auth.keys-file", Files.writeString(folder.resolve("keys"), keys).toString());
        String refused = post("", "{\"key\":\"billing\"}");

        assertProblem(400, "invalid_parameter", refused);
        assertTrue(body(refused).getString("detail").contains("key list"), refused);
        assertEquals(JsonArray.of(), revocations(""));
        assertStatus(201, post("", "{\"key\":\"k1\"}"));
        // Of a key that was removed from the file already.
        assertStatus(201, post("", "{\"key\":\"0123456789ab\"}"));
    }

    @Test
    void a_long_list_has_pages() {
        start();
        JsonObject first = body(post("", "{\"key\":\"0123456789a1\"}"));
        JsonObject second = body(post("", "{\"key\":\"0123456789a2\"}"));
        JsonObject third = body(post("", "{\"key\":\"0123456789a3\"}"));
        JsonObject page = body(get("/revocations?limit=2", ""));
        JsonObject last = body(get("/revocations?limit=2&cursor=" + page.getString("next"), ""));

        assertEquals(JsonArray.of(first, second), page.getJsonArray("revocations"));
        assertEquals(JsonObject.of("revocations", JsonArray.of(third)), last);
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=0", "limit=1001", "limit=x", "cursor=x", "cursor=", "key=k1", "limit=1&limit=1"})
    void a_list_refuses_other_parameters(String query) {
        start();
        assertProblem(400, "invalid_parameter", get("/revocations?" + query, ""));
    }

    @Test
    void administration_is_written_to_the_audit_log() {
        start();
        try (LogCapture log = new LogCapture("audit")) {
            post("", "{\"tokenId\":\"t1\",\"issuer\":\"" + Identity.DEVELOPMENT + "\"}");
            await().until(() -> log.count("tokenId t1 of " + Identity.DEVELOPMENT) == 1);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "{}~400~invalid_parameter",
                "[]~400~invalid_message",
                "{\"subject\":1}~400~invalid_parameter",
                "{\"subject\":\"\"}~400~invalid_parameter",
                "{\"subject\":\"a\\u0000b\"}~400~invalid_parameter",
                "{\"subject\":\"a\",\"tokenId\":\"b\"}~400~invalid_parameter",
                "{\"subject\":\"a\",\"until\":\"b\"}~400~invalid_parameter",
                "{\"key\":\"0123456789A1\"}~400~invalid_parameter",
                "{\"key\":\"a\",\"issuer\":\"urn:polyloop:development\"}~400~invalid_parameter",
                "{\"subject\":\"a\",\"issuer\":\"https://unknown.example/\"}~400~invalid_parameter",
                "{\"issuer\":\"urn:polyloop:development\"}~400~invalid_parameter",
                "{\"subject\":\"a\",\"subject\":\"b\"}~400~invalid_json",
                "{\"subject\":~400~invalid_json"
            })
    void an_invalid_revocation_is_refused(String body, int status, String code) {
        start();
        assertProblem(status, code, post("", body));
        assertEquals(JsonArray.of(), revocations(""));
    }

    @Test
    void a_body_is_limited_and_must_be_json() {
        start();
        assertProblem(413, "too_large", post("", "{\"subject\":\"" + "a".repeat(9_000) + "\"}"));
        String form = "POST /revocations HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/plain\r\n"
                + "Content-Length: 13\r\nConnection: close\r\n\r\n{\"key\":\"k1\"}x";
        assertProblem(415, "unsupported_media_type", Http.raw(node.managementPort(), form));
        assertProblem(405, "method_not_allowed", send("PUT", "/revocations", "", ""));
    }

    @Test
    void without_authentication_there_is_nothing_to_revoke() {
        node = TestNode.start(folder, "verticles", JsonArray.of());
        assertProblem(404, "not_found", get("/revocations", ""));
    }

    private void start(Object... more) {
        Object[] settings = new Object[more.length + 4];
        System.arraycopy(new Object[] {"auth.mode", "token", "verticles", JsonArray.of()}, 0, settings, 0, 4);
        System.arraycopy(more, 0, settings, 4, more.length);
        node = TestNode.start(folder.resolve("data"), settings);
    }

    private Path tokenFile() throws IOException {
        return Files.writeString(folder.resolve("token"), TOKEN + "\n");
    }

    private JsonArray revocations(String header) {
        return body(get("/revocations", header)).getJsonArray("revocations");
    }

    private String get(String path, String header) {
        return send("GET", path, header, "");
    }

    private String post(String header, String body) {
        return send("POST", "/revocations", header, body);
    }

    private String send(String method, String path, String header, String body) {
        int length = body.getBytes(StandardCharsets.UTF_8).length;
        String head = method + " " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                + "Content-Type: application/json\r\nContent-Length: " + length + "\r\n"
                + (header.isEmpty() ? "" : header + "\r\n");
        return Http.raw(node.managementPort(), head + "\r\n" + body);
    }

    private static JsonObject body(String answer) {
        return new JsonObject(answer.substring(answer.indexOf("\r\n\r\n") + 4));
    }

    private static void assertStatus(int status, String answer) {
        assertTrue(answer.startsWith("HTTP/1.1 " + status + " "), answer);
    }

    private static void assertProblem(int status, String code, String answer) {
        assertStatus(status, answer);
        assertTrue(answer.contains("application/problem+json"), answer);
        assertEquals(code, body(answer).getString("code"));
    }
}
