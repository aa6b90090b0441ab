package io.polyloop.polyglot.graal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polyloop.polyglot.ScriptExtension;
import io.vertx.core.json.JsonArray;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What {@code context.log} and {@code console} write. */
class JsLogTest {
    /** Arguments of a call, and what {@code console.log} of Node.js 20 prints for them. */
    private static final String TABLE = "node-20.json";

    /** Far more than formatting takes: the first call of an interpreter on a busy machine takes its time. */
    private static final Duration FORMATTING = Duration.ofSeconds(10);

    @RegisterExtension
    final ScriptExtension scripts = JsScripts.extension().withLimit(FORMATTING);

    @Test
    void values_look_as_in_node() throws Exception {
        List<JsonArray> table = table();
        // A request for each: all in one turn would hold the event loop.
        scripts.start(
                "const rows = [",
                table.stream()
                        .map(row -> "() => context.log.info(" + row.getString(0) + "),")
                        .collect(Collectors.joining("\n")),
                "];",
                "context.bus.consumer('row', (index) => rows[index]());");
        for (int i = 0; i < table.size(); i++) {
            scripts.ask("row", i);
        }
        List<String> log = scripts.log();
        for (int i = 0; i < table.size(); i++) {
            assertEquals(table.get(i).getString(1), log.get(i), table.get(i).getString(0));
        }
        assertEquals(table.size(), log.size());
    }

    @Test
    void an_error_shows_its_stack_its_fields_and_its_cause() throws Exception {
        scripts.start(
                "console.error('failed:', Object.assign(new Error('outer', { cause: new TypeError('inner') }), { code: 'E' }));");
        assertTrue(
                scripts.log()
                        .get(0)
                        .matches(
                                "(?s)failed: Error: outer\n    at Module.start \\(/test.js:2:\\d+\\) \\{\n  code: 'E',\n"
                                        + "  \\[cause]: TypeError: inner\n      at Module.start \\(/test.js:2:\\d+\\)\n}"),
                scripts.log().get(0));
    }

    @Test
    void console_and_context_write_the_same() throws Exception {
        scripts.start("for (const to of [console.log, console.debug, console.dir, context.log.warn]) to({ a: 1 });");
        assertEquals(List.of("{ a: 1 }", "{ a: 1 }", "{ a: 1 }", "{ a: 1 }"), scripts.log());
    }

    @Test
    void a_line_break_of_a_text_is_escaped() throws Exception {
        scripts.start("context.log.info('a\\n  b', 'c\\nd'); context.log.info('%s', 'e\\nf');");
        assertEquals(List.of("a\\n  b c\\nd", "e\\nf"), scripts.log());
    }

    @Test
    void a_value_that_throws_when_it_is_shown_leaves_the_rest_of_its_line() throws Exception {
        scripts.start(
                "const deny = () => { throw new Error('no'); };",
                "const denied = new Proxy({}, { get: deny, ownKeys: deny, getPrototypeOf: deny });",
                "const worse = new Proxy({}, { getPrototypeOf: () => { throw denied; } });",
                "context.log.info('order %s of', denied, 7, worse);");
        assertEquals(
                List.of("order a value that cannot be shown: no of 7 a value that cannot be shown: object"),
                scripts.log());
    }

    @Test
    void a_value_that_cannot_be_shown_is_replaced_and_the_request_succeeds() throws Exception {
        scripts.start(
                "context.bus.consumer('log', () => { const deny = () => { throw new Error('no'); };",
                "context.log.info(new Proxy({}, { get: deny, ownKeys: deny, getPrototypeOf: deny }));",
                "context.log.info({ toJSON: deny }, Object.assign(() => 1, { toString: deny })); return 'done'; });");
        assertEquals("done", scripts.ask("log", null));
        assertEquals("a value that cannot be shown: no", scripts.log().get(0));
    }

    @Test
    void a_line_is_bounded() throws Exception {
        scripts.start("context.log.info('x'.repeat(1000000));");
        assertTrue(scripts.log().get(0).length() < 100_000);
        assertTrue(scripts.log().get(0).endsWith(" more characters"), "what is cut is counted");
    }

    private static List<JsonArray> table() throws Exception {
        try (var in = JsLogTest.class.getResourceAsStream(TABLE)) {
            return new JsonArray(new String(in.readAllBytes(), StandardCharsets.UTF_8))
                    .stream().map(JsonArray.class::cast).toList();
        }
    }
}
