package io.polyloop.polyglot.graal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.polyloop.bus.LocalCodec;
import io.polyloop.bus.NodeCodec;
import io.polyloop.polyglot.ScriptExtension;
import io.polyloop.sql.CommitResult;
import io.polyloop.sql.Database;
import io.polyloop.sql.Row;
import io.polyloop.sql.SqlStatement;
import io.polyloop.topic.Appended;
import io.polyloop.topic.Problem;
import io.polyloop.topic.TopicName;
import io.polyloop.verticle.Failures;
import io.polyloop.verticle.Trace;
import io.vertx.core.eventbus.Message;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a script sends to the database of its node, and what it gets. */
class JsSqlTest {
    private static final String PARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    @RegisterExtension
    final ScriptExtension scripts = JsScripts.extension();

    private Message<?> asked;
    private Object reply;

    @BeforeEach
    void startDatabase() {
        NodeCodec.registerAll(scripts.vertx().eventBus());
        for (String address : List.of(Database.QUERY, Database.COMMIT)) {
            scripts.vertx().eventBus().localConsumer(address, this::answer);
        }
    }

    private void answer(Message<?> message) {
        asked = message;
        if (reply instanceof Throwable refusal) {
            Failures.reply(message, refusal);
        } else {
            message.reply(reply, LocalCodec.options());
        }
    }

    @Test
    void parameters_reach_the_database_exactly() throws Exception {
        reply = List.of();
        scripts.start(
                "context.bus.consumer('ask', () => context.sql.query('select ?',",
                "  ['a', 1, 2.5, true, null, 9007199254740993n, Uint8Array.of(0, 255, 128, 7)]));");
        assertEquals(new JsonArray(), scripts.ask("ask", null));
        List<Object> parameters = ((SqlStatement) asked.body()).parameters();
        assertEquals(Arrays.asList("a", 1, 2.5, true, null, 9007199254740993L), parameters.subList(0, 6));
        assertArrayEquals(new byte[] {0, -1, -128, 7}, (byte[]) parameters.get(6));
    }

    @Test
    void rows_have_exact_values() throws Exception {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("safe", (1L << 53) - 1);
        values.put("large", -(1L << 53));
        values.put("price", new BigDecimal("19.90"));
        values.put("sum", new BigDecimal("3.00"));
        values.put("precise", new BigDecimal("0.12345678901234567890"));
        values.put("data", new byte[] {0, -1, -128, 7});
        values.put("__proto__", "text");
        values.put("nothing", null);
        reply = List.of(new Row(values), new Row(Map.of("only", 1L)));
        scripts.start(
                "const shown = (value) => (value instanceof Uint8Array ? `bytes ${value}` : `${typeof value} ${value}`);",
                "context.bus.consumer('ask', async () => (await context.sql.query('select')).map((row) =>",
                "  Object.entries(row).map(([column, value]) => `${column} ${shown(value)}`)));");
        assertEquals(
                JsonArray.of(
                        JsonArray.of(
                                "safe number 9007199254740991",
                                "large bigint -9007199254740992",
                                "price number 19.9",
                                "sum number 3",
                                "precise string 0.12345678901234567890",
                                "data bytes 0,255,128,7",
                                "__proto__ string text",
                                "nothing object null"),
                        JsonArray.of("only number 1")),
                scripts.ask("ask", null));
    }

    @Test
    void a_unit_of_work_is_committed_with_the_trace_of_the_request_and_answers_positions() throws Exception {
        reply = new CommitResult(
                List.of(1, 0), List.of(new Appended(new TopicName("orders"), "e1234567", 7, 1, 0, false)));
        scripts.start(
                "context.bus.consumer('ask', () => context.commit({",
                "  sql: [['insert', [1], 1], ['delete']], append: [['orders', { n: 1 }, 'k']] }));");
        Trace trace = new Trace(PARENT, "r-1");
        assertEquals(
                new JsonObject(
                        """
                        {"rows": [1, 0], "appended":
                         [{"topic": "orders", "epoch": "e1234567", "seq": 7, "at": "1970-01-01T00:00:00.000Z"}]}"""),
                ScriptExtension.soon(scripts.vertx().eventBus().request("ask", null, trace.options()))
                        .body());
        Database.Commit commit = (Database.Commit) asked.body();
        assertEquals(
                List.of(new SqlStatement("insert", List.of(1), 1), new SqlStatement("delete", List.of(), null)),
                commit.unit().statements());
        assertEquals("k", commit.unit().appends().get(0).key());
        assertEquals(Optional.empty(), commit.user());
        assertEquals(trace, Trace.of(asked.headers()));
    }

    @Test
    void a_commit_names_the_user_it_is_for() throws Exception {
        reply = new CommitResult(List.of(), List.of());
        scripts.start("context.bus.consumer('ask', (user) => context.commit({}, { as: user ?? undefined }));");
        for (JsonObject user : Arrays.asList(JsonObject.of("subject", "ada"), null)) {
            scripts.ask("ask", user);
            assertEquals(Optional.of(JsonObject.of("as", user)), ((Database.Commit) asked.body()).user());
        }
    }

    @Test
    void a_refusal_has_its_code() throws Exception {
        reply = Problem.CONFLICT.because("not as expected");
        scripts.start("context.bus.consumer('ask', () => context.sql.update('update').catch(({ code }) => code));");
        assertEquals("conflict", scripts.ask("ask", null));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "sql.query(1) | sql must be an SQL statement",
                "sql.query('select ?', 1) | parameters must be an array",
                "sql.query('select ?', [undefined]) | parameters[0] is undefined; for no value, write null",
                "sql.update('update ?', [1, 0 / 0]) | parameters[1] must be a finite number",
                "sql.update('update ?', [{}]) | parameters[0] must be text, a number, a boolean, a BigInt, a Uint8Array"
                        + " or null; write an object as JSON.stringify(…)",
                "sql.update('update ?', [2n ** 63n]) | parameters[0] must fit into 64 bits",
                "commit() | commit takes an object, as in {sql: […], append: […]}",
                "commit([]) | commit takes an object, as in {sql: […], append: […]}",
                "commit({ sq: [] }) | commit has no field sq; use sql and append",
                "commit({}, { user: null }) | unknown option user; use as",
                "commit({ sql: ['delete'] }) | commit.sql[0] must be [statement, parameters, expectedRows]",
                "commit({ sql: [['a'], ['b', [undefined]]] }) | commit.sql[1][1][0] is undefined; for no value, write null",
                "commit({ sql: [['a'], ['b', [], '1']] }) | commit.sql[1][2] must be a whole number",
                "commit({ append: [['orders', undefined]] }) | commit.append[0][1] is undefined; for no value, write null",
                "commit({ append: [['orders', () => 1]] }) | a function is not JSON; use objects, arrays, strings,"
                        + " numbers, booleans and null",
            })
    void what_has_another_shape_is_refused_by_its_place_and_is_not_sent(String call, String message) throws Exception {
        scripts.start("context.bus.consumer('ask', () => context." + call + ".catch((fault) => fault.message));");
        assertEquals(message, scripts.ask("ask", null));
        assertEquals(null, asked);
    }
}
