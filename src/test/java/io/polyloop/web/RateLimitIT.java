package io.polyloop.web;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polyloop.fixture.Http;
import io.polyloop.fixture.TestNode;
import io.polyloop.fixture.engine.RawSocket;
import io.polyloop.fixture.engine.TokenFactory;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RateLimitIT {
    private static final String MESSAGES = "/api/v1/topics/t/messages";

    @TempDir
    Path data;

    private static List<String> header(HttpResponse<?> answer, String name) {
        return answer.headers().allValues(name);
    }

    @Test
    void requests_of_an_address_are_limited_and_told_how_long_to_wait() {
        try (TestNode node = TestNode.start(data, "limits.rate.address", 2)) {
            HttpResponse<String> first = Http.get(node.http(MESSAGES));
            assertEquals(List.of("\"address\";q=2;w=1"), header(first, "ratelimit-policy"));
            assertEquals(List.of("\"address\";r=1;t=1"), header(first, "ratelimit"));

            await().until(() -> Http.get(node.http(MESSAGES)).statusCode() == 429);
            HttpResponse<String> refused = Http.get(node.http(MESSAGES));
            assertEquals(429, refused.statusCode());
            assertEquals("rate_limited", new JsonObject(refused.body()).getString("code"));
            assertEquals(List.of("1"), header(refused, "retry-after"));
            assertEquals(List.of("\"address\";r=0;t=1"), header(refused, "ratelimit"));
            assertTrue(node.metric("polyloop_rate_refusals_total{limit=\"address\"}") >= 2);
            assertEquals(200, Http.get(node.http("/mypage.html")).statusCode());
        }
    }

    @Test
    void behind_a_trusted_proxy_each_client_has_a_limit_of_its_own() {
        try (TestNode node = TestNode.start(data, "limits.rate.address", 1, "http.trusted-proxies", "127.0.0.1")) {
            await().until(() -> Http.get(node.http(MESSAGES), "X-Forwarded-For", "192.0.2.1")
                            .statusCode()
                    == 429);
            assertEquals(
                    200,
                    Http.get(node.http(MESSAGES), "X-Forwarded-For", "192.0.2.2")
                            .statusCode());
        }
    }

    @Test
    void what_a_client_may_not_do_does_not_count_for_the_topic() {
        TokenFactory issuer = new TokenFactory();
        JsonObject rule =
                JsonObject.of("topics", "t", "allow", JsonArray.of("publish"), "when", JsonObject.of("team", "red"));
        try (TestNode node = TestNode.start(
                data,
                "auth.mode",
                "token",
                "auth.issuers",
                JsonArray.of(issuer.settings(data)),
                "auth.rules",
                JsonArray.of(rule),
                "limits.rate.topic",
                3)) {
            String[] other = {"Content-Type", "application/x-ndjson", "Authorization", "Bearer " + issuer.token("bob")};
            for (int i = 0; i < 5; i++) {
                assertEquals(
                        403, Http.post(node.http(MESSAGES), "1\n2\n3", other).statusCode());
            }
            String token = "Bearer " + issuer.token("ada", Map.of("team", "red"));
            assertEquals(
                    201,
                    Http.post(
                                    node.http(MESSAGES),
                                    "1\n2\n3",
                                    "Content-Type",
                                    "application/x-ndjson",
                                    "Authorization",
                                    token)
                            .statusCode());
        }
    }

    @Test
    void the_messages_of_a_batch_count_for_their_topic() {
        try (TestNode node = TestNode.start(data, "limits.rate.topic", 3)) {
            HttpResponse<String> batch =
                    Http.post(node.http(MESSAGES), "1\n2\n3", "Content-Type", "application/x-ndjson");
            assertEquals(201, batch.statusCode());
            assertEquals(List.of("\"topic\";r=0;t=1"), header(batch, "ratelimit"));
            await().until(() -> Http.post(node.http(MESSAGES), "1\n2\n3", "Content-Type", "application/x-ndjson")
                            .statusCode()
                    == 429);
            assertEquals(
                    201,
                    Http.post(node.http("/api/v1/topics/other/messages"), "1").statusCode());
        }
    }

    @Test
    void a_web_socket_is_told_the_real_wait_and_lives_on() {
        try (TestNode node = TestNode.start(data, "limits.rate.address", 2);
                RawSocket socket = RawSocket.connect(node.port())) {
            JsonObject publish =
                    new JsonObject().put("op", "publish").put("topic", "t").put("data", 1);
            JsonObject refusal = null;
            for (int i = 0; i < 10; i++) {
                socket.send(publish.put("id", i));
                JsonObject reply = socket.nextJson();
                refusal = reply.getString("op").equals("error") ? reply : refusal;
            }
            assertEquals("rate_limited", refusal.getString("code"));
            long wait = refusal.getLong("retryAfterMs");
            assertTrue(wait > 0 && wait <= 500, refusal::encode);
            socket.send(new JsonObject().put("op", "ping").put("id", "p"));
            assertEquals("p", socket.nextJson().getString("id"));
        }
    }

    @Test
    void new_connections_of_an_address_are_limited_unless_it_is_a_proxy() throws IOException {
        try (TestNode limited = TestNode.start(data.resolve("a"), "limits.rate.connections", 5);
                TestNode proxied = TestNode.start(
                        data.resolve("b"), "limits.rate.connections", 1, "http.trusted-proxies", "127.0.0.1")) {
            int refused = 0;
            for (int i = 0; i < 20; i++) {
                refused += isAnswered(limited.port()) ? 0 : 1;
                assertTrue(isAnswered(proxied.port()));
            }
            assertTrue(refused > 0, "refused " + refused);
        }
    }

    @Test
    void invalid_tokens_slow_only_the_address_that_they_come_from() {
        String keys = data.resolve("keys").toString();
        try (TestNode node = TestNode.start(
                data,
                "auth.mode",
                "token",
                "auth.failures",
                1,
                "auth.keys-file",
                keys,
                "http.trusted-proxies",
                "127.0.0.1")) {
            for (int i = 0; i < 10; i++) {
                assertEquals(401, invalidToken(node, "192.0.2.1").statusCode());
            }
            await().until(() -> invalidToken(node, "192.0.2.1").statusCode() == 429);
            assertEquals(401, invalidToken(node, "192.0.2.2").statusCode());
        }
    }

    private static HttpResponse<String> invalidToken(TestNode node, String client) {
        return Http.get(node.http(MESSAGES), "Authorization", "Bearer garbage", "X-Forwarded-For", client);
    }

    private static boolean isAnswered(int port) {
        try (Socket client = new Socket("127.0.0.1", port)) {
            client.setSoTimeout(20_000);
            client.getOutputStream().write("GET /mypage.html HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes());
            return client.getInputStream().read() >= 0;
        } catch (IOException reset) {
            return false;
        }
    }
}
