package io.polyloop.conformance.security;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polyloop.fixture.TestNode;
import io.polyloop.fixture.engine.TokenFactory;
import io.polyloop.sql.Database;
import io.polyloop.sql.UnitOfWork;
import io.polyloop.topic.Problem;
import io.polyloop.topic.ProblemException;
import io.polyloop.verticle.Failures;
import io.polyloop.verticle.Topics;
import io.vertx.core.Future;
import io.vertx.core.eventbus.Message;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Commands on the bus that act for someone, {@code as}: never with more rights than the user of a request has. */
class BusCommandsIT {
    @TempDir
    static Path dir;

    private static SecuredNode node;

    @BeforeAll
    static void start() {
        node = SecuredNode.start(dir);
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    /** The user of a request with this token, as a verticle gets it. */
    private static JsonObject user(String token) {
        return node.send("GET", "/verticle/echo", null, "Authorization: Bearer " + token)
                .json()
                .getJsonObject("user");
    }

    private static Map<String, Object> notUsers() {
        JsonObject user = user(node.token(SecuredNode.VICTIM));
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("null", null);
        all.put("a text", SecuredNode.VICTIM);
        all.put("a number", 1);
        all.put("true", true);
        all.put("a list", new JsonArray().add(user));
        all.put("an empty object", new JsonObject());
        for (String field : List.of("issuer", "subject", "claims", "expiresAt")) {
            all.put("without " + field, without(user, field));
            all.put(field + " a number", user.copy().put(field, 1));
        }
        all.put("expired", user.copy().put("expiresAt", "2020-01-01T00:00:00Z"));
        all.put("another subject", user.copy().put("subject", "mallory"));
        all.put("another tenant", user.copy().put("tenant", "other"));
        all.put("no tenant", without(user, "tenant"));
        all.put("a subject with wildcards", user.copy().put("subject", "**"));
        all.put("mallory", user(node.token("mallory")));
        all.put("narrowed", user(node.token(SecuredNode.VICTIM, Map.of("polyloop", List.of()))));
        return all;
    }

    private static JsonObject without(JsonObject user, String field) {
        JsonObject copy = user.copy();
        copy.remove(field);
        return copy;
    }

    @TestFactory
    Stream<DynamicTest> what_is_not_the_user_or_may_not_is_refused() {
        return notUsers().entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> {
                    String before = node.heads();
                    for (JsonObject command : commands()) {
                        command.put("as", entry.getValue());
                        Problem problem = refusal(address(command), command);
                        assertTrue(
                                List.of(Problem.UNAUTHENTICATED, Problem.FORBIDDEN, Problem.INVALID_PARAMETER)
                                        .contains(problem),
                                () -> problem + " " + command.encode());
                    }
                    assertEquals(before, node.heads());
                }));
    }

    private static List<JsonObject> commands() {
        return List.of(
                JsonObject.of("topic", SecuredNode.SECRET, "data", 1),
                JsonObject.of("topic", SecuredNode.SECRET, "data", 1, "key", "k"),
                JsonObject.of("topic", SecuredNode.SECRET, "after", "0", "limit", 10),
                JsonObject.of("append", JsonArray.of(JsonArray.of(SecuredNode.SECRET, 1, "k"))));
    }

    private static String address(JsonObject command) {
        if (command.containsKey("append")) {
            return Database.COMMIT;
        }
        return command.containsKey("data") ? Topics.APPEND : Topics.READ;
    }

    private static Problem refusal(String address, JsonObject command) {
        Future<Message<Object>> answer = node.node.vertx().eventBus().request(address, command);
        return TestNode.await(answer.transform(done -> done.succeeded()
                ? Future.failedFuture(new AssertionError("accepted: " + command.encode()))
                : Future.succeededFuture(ProblemException.of(Failures.of(done.cause(), Problem.INTERNAL))
                        .problem())));
    }

    @Test
    void messages_of_a_transaction_are_judged_as_those_of_the_user() {
        String before = node.heads();
        Database database = new Database(node.node.vertx());
        List<JsonObject> users = new ArrayList<>(List.of(user(node.token("mallory"))));
        users.add(null);
        for (JsonObject user : users) {
            Future<?> refused = database.as(user).transaction(tx -> {
                tx.append(SecuredNode.SECRET, 1);
                return null;
            });
            TestNode.await(refused.otherwiseEmpty());
            assertEquals(
                    user == null ? Problem.UNAUTHENTICATED : Problem.FORBIDDEN,
                    ProblemException.of(refused.cause()).problem());
        }
        assertEquals(before, node.heads());
        JsonObject worker = user(node.token("worker"));
        assertEquals(
                "acme.live.worker",
                TestNode.await(database.as(worker).commit(UnitOfWork.of().append("acme.live.worker", 1)))
                        .appended()
                        .get(0)
                        .topic()
                        .value());
    }

    @Test
    void a_user_acts_until_it_is_revoked() {
        JsonObject user = user(node.token("worker"));
        Topics topics = new Topics(node.node.vertx()).as(user);
        TestNode.await(topics.append("acme.live.worker", 1));
        node.revoke(JsonObject.of("subject", "worker", "issuer", TokenFactory.ISSUER));
        JsonObject command = JsonObject.of("topic", "acme.live.worker", "after", "0", "limit", 1, "as", user);
        node.awaitRefused("Authorization: Bearer " + node.token("worker"));
        Awaitility.await().untilAsserted(() -> assertEquals(Problem.UNAUTHENTICATED, refusal(Topics.READ, command)));
    }

    /** What the gateway passes on does not contain what the client proved itself with. */
    @Test
    void a_verticle_gets_no_credential() {
        String token = node.token(SecuredNode.VICTIM);
        Consumer<String[]> echo = headers -> node.send("GET", "/verticle/echo", null, headers);
        echo.accept(new String[] {"Authorization: Bearer " + token});
        echo.accept(new String[] {"Authorization: bearer " + token, "Connection: Authorization"});
        echo.accept(new String[] {"Cookie: other=1; " + node.cookie(token)});
        node.send("GET", "/verticle/anyone", null, "Proxy-Authorization: Bearer " + token);
        node.send("GET", "/verticle/anyone", null, "Sec-WebSocket-Protocol: " + Credential.protocol(token));
        // The node fails to close if one of these answers has it.
    }
}
