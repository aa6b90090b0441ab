package io.polyloop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.polyloop.auth.token.DevelopmentKey;
import io.polyloop.config.Defaults;
import io.polyloop.fixture.Http;
import io.polyloop.fixture.TestNode;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which nodes on a loopback address accept development tokens. */
class DevelopmentTokensIT {
    @TempDir
    Path dir;

    @Test
    void a_node_accepts_them_and_says_so() {
        assertAnswered(200, "development tokens are accepted (auth.development)", "auth.development", true);
    }

    @Test
    void a_node_behind_a_proxy_does_not_accept_them_and_says_so() {
        assertAnswered(
                401,
                "development tokens are not accepted: http.trusted-proxies is set",
                "http.trusted-proxies",
                new JsonArray().add("127.0.0.1"));
    }

    @Test
    void the_setting_switches_them_off() {
        assertAnswered(401, "", "auth.development", false);
    }

    private static String reportedOnDevelopmentTokens(Object... settings) {
        return StartReport.auth(Defaults.with(settings))
                .lines()
                .map(String::strip)
                .filter(line -> line.startsWith("development tokens"))
                .collect(Collectors.joining());
    }

    private void assertAnswered(int status, String reported, String setting, Object value) {
        Object[] settings = {
            "auth.mode", "token", "auth.keys-file", dir.resolve("keys").toString(), setting, value
        };
        assertEquals(reported, reportedOnDevelopmentTokens(settings));
        try (TestNode node = TestNode.start(dir, settings)) {
            String token = DevelopmentKey.in(dir).sign("ada", new JsonObject(), Duration.ofMinutes(1));
            String authorization = "Bearer " + token;
            assertEquals(
                    status,
                    Http.get(node.http("/api/v1/topics"), "Authorization", authorization)
                            .statusCode());
        }
    }
}
