package io.polyloop.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.polyloop.fixture.Http;
import io.polyloop.fixture.LiveClient;
import io.polyloop.fixture.LogCapture;
import io.polyloop.fixture.TestNode;
import io.polyloop.fixture.engine.FakeIssuer;
import io.polyloop.fixture.engine.TokenFactory;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What clients with good tokens hear while the issuer of the tokens cannot be reached. */
class IssuerOutageIT {
    private static final TokenFactory KEY = new TokenFactory();

    @TempDir
    Path dir;

    private FakeIssuer issuer;
    private TestNode node;

    @BeforeEach
    void start() {
        issuer = new FakeIssuer(KEY);
        issuer.answer(
                FakeIssuer.OPENID,
                request -> request.response().setStatusCode(500).end());
        node = TestNode.start(
                dir, "auth.mode", "token", "auth.failures", 1, "auth.issuers", new JsonArray().add(issuer.settings()));
    }

    @AfterEach
    void close() {
        node.close();
        issuer.close();
    }

    @Test
    void requests_can_be_repeated_and_are_not_counted_as_failures() {
        try (LogCapture audit = new LogCapture("audit")) {
            for (int i = 0; i < 20; i++) {
                HttpResponse<String> answer =
                        Http.get(node.http("/api/v1/topics"), "Authorization", "Bearer " + issuer.token(KEY));
                assertEquals(503, answer.statusCode());
                assertEquals("issuer_unavailable", Http.body(answer).getString("code"));
                assertEquals("1", answer.headers().firstValue("Retry-After").orElse(null));
            }
            assertEquals(List.of(), audit.messages());
        }
    }

    @Test
    void a_socket_without_an_identity_closes_with_1013() {
        try (LiveClient client = LiveClient.connect(node.vertx(), node.port())) {
            client.send("op", "auth", "id", 1, "token", issuer.token(KEY));
            JsonObject error = client.next("error");
            assertEquals("issuer_unavailable", error.getString("code"));
            assertEquals(1000, error.getInteger("retryAfterMs"));
            assertEquals(1013, client.closeCode());
        }
    }
}
