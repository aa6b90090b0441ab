package io.polyloop.polyglot.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polyloop.auth.Identity;
import io.polyloop.auth.User;
import io.polyloop.auth.UserJson;
import io.polyloop.bus.RouteAnnouncement;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a verticle sees of the users of requests, and does for them, is the same in every language. */
class UserContractTest {
    @RegisterExtension
    static final PolyglotNode node = new PolyglotNode();

    private static final JsonObject CLAIMS =
            new JsonObject("{\"sub\":\"ada\",\"roles\":[\"ops\",{\"deep\":null}],\"n\":7}");
    private static final JsonObject ADA = user(Instant.MAX);

    /** By name. The node's rules allow ada {@code notes.ada} alone. */
    private static final Map<String, JsonObject> USERS = Map.of(
            "ada",
            ADA,
            "expired",
            user(Instant.parse("2001-01-01T00:00:00Z")),
            "a part of ada",
            JsonObject.of("subject", "ada"));

    private static JsonObject user(Instant expiresAt) {
        Identity identity = new Identity(
                "https://id.example.org/", "ada", null, "t-1", null, Instant.EPOCH, expiresAt, CLAIMS.getMap());
        return UserJson.encode(new User(identity, CLAIMS));
    }

    @InEachLanguage
    void a_handler_sees_the_user_of_a_request(VerticleLanguage language) {
        deploy(language);
        assertEquals(ADA, node.answer("GET /contract/user", ADA, null));
        assertEquals(null, node.answer("GET /contract/user", null, null));
    }

    @InEachLanguage
    void a_request_can_be_answered_as_it_is(VerticleLanguage language) {
        deploy(language);
        JsonObject echo = (JsonObject) node.answer("GET /contract/scoped", ADA, "x");
        assertEquals(Set.of("method", "path", "params", "query", "headers", "body", "user"), echo.fieldNames());
    }

    @InEachLanguage
    void what_a_verticle_does_is_judged_for_the_one_it_acts_for(VerticleLanguage language) {
        deploy(language);
        Map<String, Object> expected = new TreeMap<>();
        Map<String, Object> actual = new TreeMap<>();
        for (String act : List.of("append", "read")) {
            for (String by : List.of("service", "as", "request.topics")) {
                for (String topic : List.of("notes.ada", "notes.bob")) {
                    for (String user : List.of("ada", "expired", "a part of ada", "nobody")) {
                        String what = act + " " + topic + " by " + by + " for " + user;
                        JsonObject body = JsonObject.of("act", act, "by", by, "topic", topic);
                        actual.put(what, node.answer("POST /contract/act", USERS.get(user), body));
                        expected.put(what, by.equals("service") ? "ok" : expected(user, topic));
                    }
                }
            }
        }
        assertEquals(expected, actual);
    }

    private static String expected(String user, String topic) {
        return switch (user) {
            case "ada" -> topic.equals("notes.ada") ? "ok" : "forbidden";
            case "a part of ada" -> "invalid_parameter";
            default -> "unauthenticated";
        };
    }

    @InEachLanguage
    void a_route_announces_who_can_call_it(VerticleLanguage language) {
        RouteAnnouncement.local(node.vertx()).clear();
        deploy(language);
        assertEquals(
                Set.of("POST /contract/act anyone", "GET /contract/user null", "GET /contract/scoped scope:contract"),
                RouteAnnouncement.local(node.vertx()).values().stream()
                        .map(route -> route.method() + " " + route.shape() + " " + route.allow())
                        .collect(Collectors.toSet()));
    }

    @InEachLanguage
    void an_invalid_allow_fails_the_start_and_says_what_to_write(VerticleLanguage language) {
        for (String allow : List.of("everyone", "scope:", "scope:a b", "Anyone")) {
            var options = new DeploymentOptions().setConfig(JsonObject.of("allow", allow));
            Throwable failure = PolyglotNode.failure(node.vertx().deployVerticle(contract(language), options));
            String reason = Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                    .map(Throwable::getMessage)
                    .collect(Collectors.joining(" "));
            assertTrue(reason.contains("scope"), allow + ": " + reason);
        }
    }

    private static String contract(VerticleLanguage language) {
        return language.verticle(ContractVerticle.class, "contract");
    }

    private static void deploy(VerticleLanguage language) {
        node.deploy(contract(language), new DeploymentOptions());
    }
}
