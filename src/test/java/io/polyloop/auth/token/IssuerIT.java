package io.polyloop.auth.token;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.polyloop.config.IssuerSettings;
import io.polyloop.fixture.TestNode;
import io.polyloop.fixture.engine.FakeIssuer;
import io.polyloop.fixture.engine.TokenFactory;
import io.polyloop.topic.ProblemException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Keys that are fetched from an issuer over HTTP. */
class IssuerIT {
    private static final TokenFactory FIRST = new TokenFactory("first");
    private static final TokenFactory SECOND = new TokenFactory("second");

    private final Vertx vertx = Vertx.vertx();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final FakeIssuer issuer = new FakeIssuer(FIRST);
    private Credentials credentials;

    @TempDir
    Path dir;

    @AfterEach
    void close() {
        Future<Void> closed = credentials == null ? Future.succeededFuture() : credentials.close();
        TestNode.await(closed.eventually(vertx::close));
        issuer.close();
    }

    @Test
    void keys_are_discovered() {
        start(issuer.url(), "discovery");
        assertEquals(Optional.empty(), credentials.notReady());
        assertEquals("ada", subject(issuer.token(FIRST)));
        assertEquals(1, issuer.fetches(), "the second token needs no fetch");
        assertEquals("ada", subject(issuer.token(FIRST)));
        assertEquals(1, issuer.fetches());
    }

    @Test
    void keys_are_discovered_at_the_path_of_rfc_8414() {
        String url = issuer.url() + "/realm/";
        JsonObject metadata = JsonObject.of("issuer", url, "jwks_uri", issuer.url() + FakeIssuer.JWKS);
        issuer.answer(FakeIssuer.OAUTH + "/realm", metadata);
        start(url, "discovery");
        assertEquals(Optional.empty(), credentials.notReady());
    }

    @Test
    void an_address_of_keys_needs_no_discovery() {
        start(issuer.url(), issuer.url() + FakeIssuer.JWKS);
        issuer.answer(
                FakeIssuer.OPENID,
                request -> request.response().setStatusCode(500).end());
        assertEquals("ada", subject(issuer.token(FIRST)));
    }

    @Test
    void a_discovery_document_of_another_issuer_is_not_used() {
        issuer.answer(
                FakeIssuer.OPENID,
                JsonObject.of("issuer", issuer.url() + "/", "jwks_uri", issuer.url() + FakeIssuer.JWKS));
        start(issuer.url(), "discovery");
        assertNotReady("its discovery document is of another issuer");
        assertEquals(0, issuer.fetches());
    }

    @Test
    void keys_at_an_address_that_can_be_changed_on_the_way_are_not_fetched() {
        issuer.answer(
                FakeIssuer.OPENID, JsonObject.of("issuer", issuer.url(), "jwks_uri", "http://192.0.2.1/jwks.json"));
        start(issuer.url(), "discovery");
        assertNotReady("no jwks_uri that is an https address");
    }

    static Stream<Arguments> badAnswers() {
        return Stream.of(
                bad("no complete answer in time", request -> {}),
                bad(
                        "no complete answer in time",
                        request -> request.response().setChunked(true).write("{")),
                bad("the answer is larger than 1 MiB", request -> request.response()
                        .end(Buffer.buffer(new byte[2 << 20]))),
                bad("answered with status 302", request -> request.response()
                        .setStatusCode(302)
                        .putHeader("location", FakeIssuer.JWKS + "?elsewhere")
                        .end()),
                bad("neither PEM nor a JWKS", request -> request.response().end("<html>")),
                bad("no usable key", request -> request.response().end("{\"keys\":[]}")),
                bad("closed", request -> request.connection().close()));
    }

    private static Arguments bad(String reason, Consumer<HttpServerRequest> answer) {
        return Arguments.of(reason, answer);
    }

    @ParameterizedTest
    @MethodSource("badAnswers")
    void a_bad_answer_is_the_reason_why_the_node_is_not_ready(String reason, Consumer<HttpServerRequest> answer) {
        issuer.answer(FakeIssuer.JWKS, answer);
        start(issuer.url(), "discovery");
        assertNotReady(reason);
        assertRefused(Refusal.KEYS_UNAVAILABLE, issuer.token(FIRST));
        issuer.publish(FIRST);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> credentials.notReady().isEmpty());
        assertEquals("ada", subject(issuer.token(FIRST)));
    }

    @Test
    void an_issuer_that_does_not_run_yet_is_tried_again() {
        int port = issuer.port();
        String url = issuer.url();
        issuer.close();
        start(url, "discovery");
        assertNotReady("Connection refused");
        try (FakeIssuer later = new FakeIssuer(port, FIRST)) {
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> credentials.notReady().isEmpty());
            assertEquals("ada", subject(later.token(FIRST)));
        }
    }

    @Test
    void a_rotation_under_load_refuses_nothing() {
        start(issuer.url(), "discovery");
        List<String> tokens = List.of(issuer.token(FIRST), issuer.token(SECOND));
        List<Future<?>> verified = new ArrayList<>();
        IntStream.range(0, 200).forEach(i -> verified.add(credentials.verify(tokens.get(0))));
        issuer.publish(FIRST, SECOND);
        IntStream.range(0, 200).forEach(i -> verified.add(credentials.verify(tokens.get(i % 2))));
        TestNode.await(Future.join(verified));
        assertEquals(2, issuer.fetches());
    }

    @Test
    void a_flood_of_unknown_keys_causes_one_fetch() {
        start(issuer.url(), "discovery");
        List<Future<Boolean>> accepted = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            String token = SECOND.sign(
                    SECOND.header().put("kid", "unknown-" + i),
                    SECOND.claims("ada").put("iss", issuer.url()));
            IntStream.range(0, 5).forEach(n -> accepted.add(isAccepted(token)));
        }
        accepted.forEach(each -> assertEquals(false, TestNode.await(each)));
        assertEquals(true, TestNode.await(isAccepted(issuer.token(FIRST))));
        assertEquals(2, issuer.fetches());
        assertEquals(
                2,
                registry.get("polyloop.auth.keys.fetches")
                        .tag("outcome", "ok")
                        .counter()
                        .count());
    }

    @Test
    void keys_that_are_not_published_any_more_are_not_used() {
        start(issuer.url(), "discovery");
        issuer.publish(SECOND);
        assertEquals("ada", subject(issuer.token(SECOND)));
        assertEquals(false, TestNode.await(isAccepted(issuer.token(FIRST))));
    }

    private void start(String url, String keys) {
        IssuerSettings settings =
                new IssuerSettings(url, TokenFactory.AUDIENCE, Set.of("RS256"), keys, Set.of("JWT"), "sub");
        credentials = new Credentials(
                vertx,
                CredentialsTest.settings(List.of(settings), "", "", Duration.ofSeconds(2)),
                dir,
                false,
                Set.of(),
                registry);
        TestNode.await(credentials.start());
    }

    private Future<Boolean> isAccepted(String token) {
        return credentials.verify(token).map(true).otherwise(false);
    }

    private String subject(String token) {
        return TestNode.await(credentials.verify(token)).identity().subject();
    }

    private void assertNotReady(String reason) {
        String message = credentials.notReady().orElseThrow();
        assertTrue(message.startsWith(issuer.url()) && message.contains(reason), message);
    }

    private void assertRefused(Refusal reason, String token) {
        ProblemException refusal = assertThrows(ProblemException.class, () -> subject(token));
        assertEquals(reason.exception().getMessage(), refusal.getMessage());
    }
}
