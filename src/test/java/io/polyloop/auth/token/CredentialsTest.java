package io.polyloop.auth.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.polyloop.auth.Identity;
import io.polyloop.auth.Revocation;
import io.polyloop.auth.User;
import io.polyloop.config.AuthMode;
import io.polyloop.config.AuthSettings;
import io.polyloop.config.IssuerSettings;
import io.polyloop.fixture.TestNode;
import io.polyloop.fixture.engine.BadTokens;
import io.polyloop.fixture.engine.FakeIssuer;
import io.polyloop.fixture.engine.TokenFactory;
import io.polyloop.topic.Problem;
import io.polyloop.topic.ProblemException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialsTest {
    private static final TokenFactory FACTORY = new TokenFactory();
    private static final Vertx VERTX = Vertx.vertx();

    @TempDir
    Path dir;

    private final List<Credentials> open = new ArrayList<>();

    @AfterEach
    void close_credentials() {
        open.forEach(credentials -> TestNode.await(credentials.close()));
    }

    @AfterAll
    static void close_vertx() {
        TestNode.await(VERTX.close());
    }

    static Stream<Map.Entry<String, String>> badTokens() {
        return new BadTokens(FACTORY, "ada").all().entrySet().stream();
    }

    @ParameterizedTest
    @MethodSource("badTokens")
    void a_bad_token_is_refused_with_a_reason_that_does_not_quote_it(Map.Entry<String, String> bad) {
        ProblemException refusal = refusal(started(jwks()), bad.getValue());
        assertEquals(Problem.UNAUTHENTICATED, refusal.problem());
        assertTrue(
                Stream.of(Refusal.values())
                        .anyMatch(reason -> reason.exception().getMessage().equals(refusal.getMessage())),
                refusal::getMessage);
    }

    @Test
    void reasons_name_what_is_wrong() {
        BadTokens bad = new BadTokens(FACTORY, "ada");
        Credentials credentials = started(jwks());
        assertRefused(Refusal.EXPIRED, credentials, bad.expired());
        assertRefused(Refusal.NOT_YET_VALID, credentials, bad.notYetValid());
        assertRefused(Refusal.NO_EXPIRY, credentials, bad.noExpiry());
        assertRefused(Refusal.VALID_TOO_LONG, credentials, bad.validTooLong());
        assertRefused(Refusal.AUDIENCE, credentials, bad.wrongAudience());
        assertRefused(Refusal.ISSUER, credentials, bad.wrongIssuer());
        assertRefused(Refusal.TYPE, credentials, bad.wrongType());
        assertRefused(Refusal.ALGORITHM, credentials, bad.hmacWithPublicKey());
        assertRefused(Refusal.CRITICAL, credentials, bad.unknownCrit());
        assertRefused(Refusal.UNKNOWN_KEY, credentials, bad.kidWithPath());
        assertRefused(Refusal.SIGNATURE, credentials, bad.badSignature());
        assertRefused(Refusal.SIGNATURE, credentials, bad.embeddedJwk());
        assertRefused(Refusal.ENCRYPTED, credentials, bad.encrypted());
        assertRefused(Refusal.TOO_LARGE, credentials, bad.tooLarge());
    }

    @Test
    void a_good_token_names_its_user() {
        Instant before = Instant.now().minusSeconds(2);
        User user = TestNode.await(started(jwks()).verify(FACTORY.token("ada", Map.of("org", "acme", "level", 3))));
        Identity identity = user.identity();
        assertEquals(TokenFactory.ISSUER, identity.issuer());
        assertEquals("ada", identity.subject());
        assertEquals(Map.of("org", "acme"), identity.claims(), "only what the rules use");
        assertEquals(3, user.claims().getInteger("level"));
        assertEquals(user.claims().getString("jti"), identity.tokenId());
        assertNull(identity.tenant());
        assertNull(identity.session());
        assertTrue(identity.issuedAt().isAfter(before));
        assertEquals(Duration.ofHours(1), Duration.between(identity.issuedAt(), identity.expiresAt()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"JWT", "jwt", "at+jwt", "AT+JWT", "application/at+jwt", "Application/JWT"})
    void the_type_is_compared_as_a_media_type(String type) {
        String token = FACTORY.sign(FACTORY.header().put("typ", type), FACTORY.claims("ada"));
        assertEquals("ada", subject(started(jwks()), token));
    }

    @Test
    void an_audience_list_contains_the_audience() {
        JsonArray audiences = JsonArray.of("other", TokenFactory.AUDIENCE);
        assertEquals("ada", subject(started(jwks()), FACTORY.token("ada", Map.of("aud", audiences))));
    }

    @Test
    void a_token_from_the_near_future_is_accepted() {
        long soon = Instant.now().getEpochSecond() + 20;
        assertEquals("ada", subject(started(jwks()), FACTORY.token("ada", Map.of("nbf", soon, "iat", soon))));
    }

    @Test
    void a_foreign_jku_is_ignored_when_the_key_is_known() {
        String token =
                FACTORY.sign(FACTORY.header().put("jku", "https://attacker.example/jwks"), FACTORY.claims("ada"));
        assertEquals("ada", subject(started(jwks()), token));
    }

    @Test
    void a_pem_file_without_ids_serves_tokens_with_any() throws IOException {
        Path pem = Files.writeString(dir.resolve("key.pem"), FACTORY.pem());
        Credentials credentials = started(issuer(pem, Set.of("RS256")));
        assertEquals("ada", subject(credentials, FACTORY.token("ada")));
        assertRefused(Refusal.SIGNATURE, credentials, new TokenFactory("other").token("ada"));
    }

    @Test
    void a_secret_file_verifies_hmac() throws IOException {
        byte[] secret = "a secret that is 32 bytes long.!".getBytes(StandardCharsets.UTF_8);
        Path file = Files.writeString(dir.resolve("secret"), new String(secret, StandardCharsets.UTF_8) + "\n");
        Credentials credentials = started(issuer(file, Set.of("HS256")));
        assertEquals("ada", subject(credentials, new BadTokens(FACTORY, "ada").hmac(secret)));
        assertRefused(Refusal.SIGNATURE, credentials, new BadTokens(FACTORY, "ada").hmacWithPublicKey());
        assertRefused(Refusal.ALGORITHM, credentials, FACTORY.token("ada"));
    }

    @Test
    void a_public_key_or_a_short_text_is_no_secret() throws IOException {
        Path pem = Files.writeString(dir.resolve("key.pem"), FACTORY.pem());
        Credentials withPublicKey = started(issuer(pem, Set.of("HS256")));
        assertRefused(Refusal.KEYS_UNAVAILABLE, withPublicKey, new BadTokens(FACTORY, "ada").hmacWithPublicKey());
        Path brief = Files.writeString(dir.resolve("brief"), "secret");
        assertTrue(
                started(issuer(brief, Set.of("HS256"))).notReady().orElseThrow().contains("less than 32 bytes"));
    }

    @Test
    void many_keys_without_ids_are_not_all_tried() throws IOException {
        Path pem = Files.writeString(dir.resolve("keys.pem"), FACTORY.pem().repeat(KeySet.MAX_TRIED + 1));
        assertRefused(Refusal.SIGNATURE, started(issuer(pem, Set.of("RS256"))), FACTORY.token("ada"));
    }

    @Test
    void a_token_without_kid_is_verified_with_the_keys_there_are() {
        JsonObject header = FACTORY.header();
        header.remove("kid");
        assertEquals("ada", subject(started(jwks()), FACTORY.sign(header, FACTORY.claims("ada"))));
    }

    @Test
    void another_claim_can_be_the_subject() {
        IssuerSettings sub = jwks();
        IssuerSettings issuer = new IssuerSettings(
                sub.issuer(), sub.audience(), sub.algorithms(), sub.keys(), sub.types(), "preferred_username");
        Credentials credentials = started(issuer);
        String token = FACTORY.token("auth0|7", Map.of("preferred_username", "ada"));
        assertEquals("ada", subject(credentials, token));
        assertRefused(Refusal.SUBJECT, credentials, FACTORY.token("ada"));
    }

    @Test
    void the_tenant_comes_from_its_claim_or_is_empty() {
        Credentials credentials = started(settings(List.of(jwks()), "org", ""), true);
        assertEquals(
                "acme",
                identity(credentials, FACTORY.token("ada", Map.of("org", "acme")))
                        .tenant());
        assertEquals("", identity(credentials, FACTORY.token("ada")).tenant());
        assertEquals(
                "",
                identity(credentials, FACTORY.token("ada", Map.of("org", 1.5))).tenant());
    }

    @ParameterizedTest
    @ValueSource(longs = {42, 5_000_000_000L})
    void a_whole_number_is_a_tenant(long tenant) {
        Credentials credentials = started(settings(List.of(jwks()), "org", ""), true);
        assertEquals(
                Long.toString(tenant),
                identity(credentials, FACTORY.token("ada", Map.of("org", tenant)))
                        .tenant());
    }

    @ParameterizedTest
    @ValueSource(strings = {"sub", "jti", "org"})
    void what_a_revocation_could_not_name_is_refused(String claim) {
        Credentials credentials = started(settings(List.of(jwks()), "org", ""), true);
        String longest = "x".repeat(Revocation.MAX_LENGTH);
        assertEquals("ok", subject(credentials, FACTORY.token("ok", Map.of("jti", longest, "org", longest))));
        assertEquals(longest, subject(credentials, FACTORY.token(longest)));
        for (String value : List.of(longest + "x", "a\u0000b", "a\nb", "a\u0085b")) {
            assertRefused(Refusal.NAMES, credentials, FACTORY.token("ada", Map.of(claim, value)));
        }
    }

    @Test
    void an_id_that_is_no_text_is_refused() {
        assertRefused(Refusal.NAMES, started(jwks()), FACTORY.token("ada", Map.of("jti", "")));
        assertRefused(Refusal.MALFORMED, started(jwks()), FACTORY.token("ada", Map.of("jti", 7)));
    }

    @Test
    void a_public_jwks_is_no_secret() {
        Path jwks = FACTORY.jwksFile(dir);
        Credentials credentials = started(issuer(jwks, Set.of("HS256")));
        byte[] known = FACTORY.jwks().encode().getBytes(StandardCharsets.UTF_8);
        assertRefused(Refusal.KEYS_UNAVAILABLE, credentials, new BadTokens(FACTORY, "ada").hmac(known));
        assertTrue(credentials.notReady().orElseThrow().contains("HMAC needs a random secret"));
    }

    @Test
    void fetched_keys_for_other_algorithms_make_the_node_not_ready() {
        try (FakeIssuer fake = new FakeIssuer(FACTORY)) {
            IssuerSettings issuer = new IssuerSettings(
                    fake.url(), TokenFactory.AUDIENCE, Set.of("ES256"), "discovery", Set.of("JWT"), "sub");
            Credentials credentials = started(issuer);
            assertTrue(
                    credentials.notReady().orElseThrow().contains("no key for any of its algorithms [ES256]"),
                    () -> credentials.notReady().toString());
        }
    }

    @Test
    void a_weak_rsa_key_is_ignored() throws IOException {
        TokenFactory weak = new TokenFactory("weak", 1024);
        Path file = Files.writeString(dir.resolve("weak.json"), weak.jwks().encode());
        Credentials credentials = started(issuer(file, Set.of("RS256")));
        assertTrue(credentials.notReady().orElseThrow().contains("an RSA key of less than 2048 bits"));
        assertRefused(Refusal.KEYS_UNAVAILABLE, credentials, weak.token("ada"));
    }

    @Test
    void a_changed_file_of_keys_is_used_at_once() throws IOException {
        Credentials credentials = started(jwks());
        TokenFactory next = new TokenFactory("next");
        assertRefused(Refusal.UNKNOWN_KEY, credentials, next.token("ada"));
        Files.writeString(dir.resolve("jwks.json"), next.jwks().encode() + "\n");
        assertEquals("ada", subject(credentials, next.token("ada")));
        assertRefused(Refusal.UNKNOWN_KEY, credentials, FACTORY.token("ada"));
    }

    @Test
    void a_broken_file_of_keys_leaves_the_earlier_ones() throws IOException {
        Credentials credentials = started(jwks());
        Files.writeString(dir.resolve("jwks.json"), "{");
        assertRefused(Refusal.UNKNOWN_KEY, credentials, new TokenFactory("next").token("ada"));
        assertEquals("ada", subject(credentials, FACTORY.token("ada")));
        assertEquals(Optional.empty(), credentials.notReady());
    }

    @Test
    void keys_that_were_never_loaded_make_the_node_not_ready_unless_others_were() {
        Path absent = dir.resolve("absent");
        IssuerSettings down = new IssuerSettings(
                "https://down.example.org/", "polyloop", Set.of("RS256"), absent.toString(), Set.of("JWT"), "sub");
        Credentials alone = started(down);
        assertTrue(alone.notReady().orElseThrow().startsWith("https://down.example.org/"));
        Credentials both = started(settings(List.of(down, jwks()), "", ""), false);
        assertEquals(Optional.empty(), both.notReady());
        assertTrue(both.missing().orElseThrow().startsWith("https://down.example.org/"));
    }

    @Test
    void a_development_token_is_accepted_only_if_they_are() {
        Credentials credentials = started(settings(List.of(), "", ""), true);
        String token = DevelopmentKey.in(dir)
                .sign("ada", JsonObject.of("org", "acme", "list", JsonArray.of("a")), Duration.ofHours(1));
        Identity identity = identity(credentials, token);
        assertEquals(Identity.DEVELOPMENT, identity.issuer());
        assertEquals(Map.of("org", "acme"), identity.claims());
        assertRefused(Refusal.ISSUER, started(settings(List.of(), "", ""), false), token);
    }

    @Test
    void a_verification_completes_on_the_context_of_its_caller() {
        Credentials credentials = started(jwks());
        String token = FACTORY.token("ada");
        for (String credential : List.of(token, "garbage")) {
            assertTrue(TestNode.await(onContext(credentials, credential)));
        }
    }

    private static Future<Boolean> onContext(Credentials credentials, String credential) {
        var context = VERTX.getOrCreateContext();
        Promise<Boolean> same = Promise.promise();
        context.runOnContext(v ->
                credentials.verify(credential).onComplete(end -> same.complete(Vertx.currentContext() == context)));
        return same.future();
    }

    private IssuerSettings jwks() {
        return issuer(FACTORY.jwksFile(dir), Set.of("RS256", "ES256"));
    }

    private static IssuerSettings issuer(Path keys, Set<String> algorithms) {
        return new IssuerSettings(
                TokenFactory.ISSUER,
                TokenFactory.AUDIENCE,
                algorithms,
                keys.toString(),
                Set.of("at+jwt", "JWT"),
                "sub");
    }

    static AuthSettings settings(List<IssuerSettings> issuers, String tenantClaim, String keysFile) {
        return settings(issuers, tenantClaim, keysFile, Duration.ofSeconds(5));
    }

    static AuthSettings settings(List<IssuerSettings> issuers, String tenantClaim, String keysFile, Duration timeout) {
        return new AuthSettings(
                AuthMode.TOKEN,
                issuers,
                keysFile,
                tenantClaim,
                List.of(),
                Duration.ofSeconds(30),
                Duration.ofHours(12),
                Duration.ofHours(24),
                timeout,
                Duration.ofHours(12),
                Duration.ofSeconds(30),
                true,
                1 << 20);
    }

    private Credentials started(IssuerSettings issuer) {
        return started(settings(List.of(issuer), "", ""), true);
    }

    private Credentials started(AuthSettings settings, boolean development) {
        Credentials credentials =
                new Credentials(VERTX, settings, dir, development, Set.of("org"), new SimpleMeterRegistry());
        open.add(credentials);
        TestNode.await(credentials.start());
        return credentials;
    }

    private static Identity identity(Credentials credentials, String token) {
        return TestNode.await(credentials.verify(token)).identity();
    }

    private static String subject(Credentials credentials, String token) {
        return identity(credentials, token).subject();
    }

    private static ProblemException refusal(Credentials credentials, String token) {
        return assertThrows(ProblemException.class, () -> TestNode.await(credentials.verify(token)));
    }

    private static void assertRefused(Refusal reason, Credentials credentials, String token) {
        assertEquals(
                reason.exception().getMessage(), refusal(credentials, token).getMessage());
    }
}
