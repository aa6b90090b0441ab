package io.polyloop.polyglot.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polyloop.auth.Identity;
import io.polyloop.auth.User;
import io.polyloop.auth.UserJson;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Tables, commits of rows together with messages, and the input of routes are the same in every language. */
class FeatureContractTest {
    @RegisterExtension
    static final PolyglotNode node = new PolyglotNode();

    private static final JsonObject ADA = UserJson.encode(new User(
            new Identity("https://id.example.org/", "ada", null, null, null, null, Instant.MAX, Map.of()),
            new JsonObject()));

    @BeforeAll
    static void createTables() throws SQLException {
        node.migrate("create table kinds (large integer, amount real, small integer, data blob, note text)");
        node.migrate("create table orders (id text primary key, status text)");
    }

    @InEachLanguage
    void values_cross_exactly_in_both_directions(VerticleLanguage language) {
        deploy(language);
        node.ask("feature.update", JsonArray.of("delete from kinds", JsonArray.of()));
        assertEquals(
                new JsonObject("{\"large\":true,\"amount\":19.99,\"small\":7,\"data\":[0,127,255],\"note\":null}"),
                node.ask("feature.values", null));
    }

    @InEachLanguage
    void rows_and_messages_are_committed_together(VerticleLanguage language) {
        deploy(language);
        String id = "o-" + language;
        JsonObject answer = (JsonObject) node.ask("feature.commit", placed(id));
        JsonObject appended = answer.getJsonArray("appended").getJsonObject(0);
        assertEquals(JsonArray.of(1), answer.getJsonArray("rows"));
        assertEquals("placed." + id, appended.getString("topic"));
        assertEquals(1, appended.getInteger("seq"));
        assertTrue(Instant.parse(appended.getString("at")).isAfter(Instant.EPOCH), appended.encode());
        assertEquals(JsonArray.of(JsonObject.of("id", id)), node.data("placed." + id));
        assertEquals(JsonArray.of(JsonObject.of("id", id, "status", "placed")), orders(id));
    }

    @InEachLanguage
    void a_statement_that_changes_other_rows_than_expected_refuses_the_unit_as_a_whole(VerticleLanguage language) {
        deploy(language);
        String id = "c-" + language;
        JsonObject unit = placed(id);
        unit.getJsonArray("sql")
                .add(JsonArray.of("update orders set status = 'paid' where id = ?", JsonArray.of("x"), 1));
        assertEquals("conflict", node.ask("feature.code", unit));
        assertEquals(409, node.refusal("feature.commit", unit).failureCode());
        assertEquals(new JsonArray(), node.data("placed." + id));
        assertEquals(new JsonArray(), orders(id));
    }

    @InEachLanguage
    void a_repeated_key_runs_no_statement_and_answers_the_first_positions(VerticleLanguage language) {
        deploy(language);
        String id = "k-" + language;
        JsonObject unit = placed(id);
        unit.getJsonArray("append").getJsonArray(0).add("key-" + id);
        JsonObject first = (JsonObject) node.ask("feature.commit", unit);
        JsonObject second = (JsonObject) node.ask("feature.commit", unit);
        assertEquals(first.getJsonArray("appended"), second.getJsonArray("appended"));
        assertEquals(new JsonArray(), second.getJsonArray("rows"));
    }

    @InEachLanguage
    void a_commit_is_judged_for_the_user_that_it_names(VerticleLanguage language) {
        deploy(language);
        assertEquals(200, commitAs(ADA, "notes.ada"));
        assertEquals(403, commitAs(ADA, "notes.bob"));
        assertEquals(401, commitAs(null, "notes.ada"));
    }

    private static int commitAs(JsonObject user, String topic) {
        JsonObject unit = JsonObject.of("append", JsonArray.of(JsonArray.of(topic, 1)));
        var answer = node.vertx().eventBus().request("feature.commit-as", JsonObject.of("unit", unit, "user", user));
        Throwable refusal = PolyglotNode.failure(answer);
        return refusal == null ? 200 : ((ReplyException) refusal).failureCode();
    }

    @InEachLanguage
    void a_unit_of_another_shape_is_refused_by_its_place(VerticleLanguage language) {
        deploy(language);
        JsonArray statement = JsonArray.of("delete from orders", JsonArray.of(), "one");
        assertEquals(
                "commit.sql[0][2] must be a whole number",
                node.ask("feature.fault", JsonObject.of("sql", JsonArray.of(statement))));
    }

    @InEachLanguage
    void an_update_answers_how_many_rows_it_changed(VerticleLanguage language) {
        deploy(language);
        String insert = "insert into orders (id, status) values (?, ?), (?, ?)";
        JsonArray parameters = JsonArray.of("u1-" + language, "new", "u2-" + language, null);
        assertEquals(2, node.ask("feature.update", JsonArray.of(insert, parameters)));
    }

    @InEachLanguage
    void a_route_gets_the_input_of_its_schemas_and_refuses_other_input(VerticleLanguage language) {
        deploy(language);
        JsonObject order = JsonObject.of("item", "tea", "count", 2);
        assertEquals(
                JsonObject.of("body", order, "query", JsonObject.of("dry", true)),
                node.answer(request("/feature/orders", JsonObject.of("dry", "true"), order)));
        var refusal = node.refusal("http.POST /feature/orders", request("/feature/orders", new JsonObject(), 7));
        assertEquals(400, refusal.failureCode());
        assertTrue(refusal.getMessage().startsWith("invalid_message: "), refusal.getMessage());
    }

    @InEachLanguage
    void a_form_gets_the_types_of_its_schema(VerticleLanguage language) {
        deploy(language);
        JsonObject fields = JsonObject.of("item", "tea", "count", "2");
        assertEquals(
                JsonObject.of("item", "tea", "count", 2),
                node.answer(request("/feature/form", new JsonObject(), fields)));
    }

    @InEachLanguage
    void a_route_gets_the_bytes_that_were_sent(VerticleLanguage language) {
        deploy(language);
        byte[] sent = new byte[256];
        JsonArray numbers = new JsonArray();
        for (int i = 0; i < sent.length; i++) {
            sent[i] = (byte) i;
            numbers.add(i);
        }
        JsonObject request = request("/feature/hooks/{}", new JsonObject(), Buffer.buffer(sent));
        assertEquals(JsonObject.of("sent", numbers, "id", 7), node.answer(request.put("params", JsonArray.of("7"))));
    }

    private static JsonObject request(String path, JsonObject query, Object body) {
        return PolyglotNode.request("POST " + path, null, body).put("query", query);
    }

    private static JsonObject placed(String id) {
        return JsonObject.of(
                "sql",
                JsonArray.of(
                        JsonArray.of("insert into orders (id, status) values (?, ?)", JsonArray.of(id, "placed"), 1)),
                "append",
                JsonArray.of(JsonArray.of("placed." + id, JsonObject.of("id", id))));
    }

    private static Object orders(String id) {
        return node.ask("feature.query", JsonArray.of("select id, status from orders where id = ?", JsonArray.of(id)));
    }

    private static void deploy(VerticleLanguage language) {
        node.deploy(language.verticle(FeatureVerticle.class, "feature"), new DeploymentOptions());
    }
}
