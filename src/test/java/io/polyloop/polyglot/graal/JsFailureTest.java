package io.polyloop.polyglot.graal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polyloop.polyglot.ScriptExtension;
import io.vertx.core.json.JsonArray;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Failures in a script: who is notified, with which text, and that other scripts are not affected. */
class JsFailureTest {
    @RegisterExtension
    final ScriptExtension scripts = JsScripts.extension();

    @Test
    void a_throw_is_answered_as_internal_and_logged_with_file_and_line() throws Exception {
        scripts.start("context.bus.consumer('boom', () => {", "throw new Error('boom');", "});");
        var refusal = scripts.refusal("boom");
        assertEquals("500 internal: boom", refusal.failureCode() + " " + refusal.getMessage());
        assertTrue(scripts.log().toString().contains("test.js:3"), scripts.log().toString());
    }

    @Test
    void the_cause_of_a_throw_is_logged_too() throws Exception {
        scripts.start(
                "context.bus.consumer('boom', () => {",
                "throw new Error('outer', { cause: new Error('inner') });",
                "});");
        scripts.refusal("boom");
        assertTrue(
                scripts.log().get(0).contains("[cause]: Error: inner\n      at "),
                scripts.log().toString());
    }

    @Test
    void a_code_of_the_catalogue_is_an_answer_and_not_logged() throws Exception {
        scripts.start(
                "const refusal = Object.assign(new Error('why'), { code: 'forbidden' });",
                "context.bus.consumer('no', async () => { throw refusal; });");
        var refusal = scripts.refusal("no");
        assertEquals("403 forbidden: why", refusal.failureCode() + " " + refusal.getMessage());
        assertEquals(List.of(), scripts.log());
    }

    @Test
    void an_unknown_code_is_internal() throws Exception {
        scripts.start("context.bus.consumer('no', () => { throw { code: 'E42', message: 'odd' }; });");
        assertEquals("internal: odd", scripts.refusal("no").getMessage());
    }

    @Test
    void anything_at_all_can_be_thrown() throws Exception {
        scripts.start(
                "context.bus.consumer('null', () => { throw null; });",
                "context.bus.consumer('bare', () => { throw Object.create(null); });",
                "context.bus.consumer('proxy', () => { throw new Proxy({}, { get() { throw 1; } }); });");
        assertEquals("internal: null", scripts.refusal("null").getMessage());
        assertEquals(500, scripts.refusal("bare").failureCode());
        assertEquals(500, scripts.refusal("proxy").failureCode());
    }

    @Test
    void a_refusal_from_java_reaches_the_script_with_its_code() throws Exception {
        scripts.vertx().eventBus().consumer("java", m -> m.fail(503, "journal_busy: later: please"));
        scripts.start(
                "context.bus.consumer('code', () => context.bus.request('java', 1)",
                "  .catch((e) => [e.code, e.message, e instanceof Error]));");
        assertEquals(JsonArray.of("journal_busy", "later: please", true), scripts.ask("code", null));
    }

    @Test
    void a_refusal_that_a_script_passes_on_keeps_its_code() throws Exception {
        scripts.vertx().eventBus().consumer("java", m -> m.fail(503, "journal_busy: later"));
        scripts.start("context.bus.consumer('pass', () => context.bus.request('java', 1));");
        var refusal = scripts.refusal("pass");
        assertEquals("503 journal_busy: later", refusal.failureCode() + " " + refusal.getMessage());
    }

    @Test
    void a_request_without_a_consumer_or_an_answer_has_a_code_to_branch_on() throws Exception {
        scripts.vertx().eventBus().consumer("silent", m -> {});
        scripts.start(
                "const ask = (to) => context.bus.request(to, null, { timeout: 10 });",
                "context.bus.consumer('code', (to) => ask(to).catch((e) => e.code));",
                "context.bus.consumer('pass', ask);");
        assertEquals("absent", scripts.ask("code", "unregistered"));
        assertEquals("verticle_timeout", scripts.ask("code", "silent"));
        assertEquals(
                "not_found: no consumer is registered for unregistered",
                ScriptExtension.failure(scripts.vertx().eventBus().request("pass", "unregistered")));
        assertEquals(
                "verticle_timeout: silent did not answer in time",
                ScriptExtension.failure(scripts.vertx().eventBus().request("pass", "silent")));
    }

    @Test
    void a_function_or_a_symbol_is_not_an_answer() throws Exception {
        scripts.start(
                "context.bus.consumer('function', () => () => 1);",
                "context.bus.consumer('symbol', async () => Symbol('x'));",
                "context.bus.consumer('toJSON', () => ({ toJSON() {} }));",
                "context.bus.consumer('ask', () => context.bus.request('function', () => 1));",
                "context.bus.consumer('nothing', () => undefined);");
        for (String address : List.of("function", "symbol", "toJSON", "ask")) {
            String message = scripts.refusal(address).getMessage();
            assertTrue(message.matches("internal: a (function|symbol|object) is not JSON; use .*"), message);
        }
        assertEquals(null, scripts.ask("nothing", null));
    }

    @Test
    void an_unknown_option_is_refused() throws Exception {
        scripts.start(
                "context.bus.consumer('read', () => context.topics.read('a', { aftr: '0' }));",
                "context.bus.consumer('append', () => context.topics.append('a', 1, { kee: '0' }));",
                "context.bus.consumer('ask', () => context.bus.request('a', 1, { timeot: 1 }));",
                "context.bus.consumer('route', () => context.http.get('/a', { alow: 'anyone' }, () => 1));");
        assertEquals(
                "internal: unknown option aftr; use after, limit or as",
                scripts.refusal("read").getMessage());
        assertEquals(
                "internal: unknown option kee; use key or as",
                scripts.refusal("append").getMessage());
        assertEquals(
                "internal: unknown option timeot; use timeout or headers",
                scripts.refusal("ask").getMessage());
        assertEquals(
                "internal: unknown option alow; use allow, json, form, bytes, operation, query, path",
                scripts.refusal("route").getMessage());
    }

    @Test
    void an_undefined_value_in_the_options_of_a_route_is_refused() throws Exception {
        scripts.start("context.bus.consumer('route', () => context.http.post('/a',"
                + " { json: { properties: { nights: { maximum: context.config['max-night'] } } } }, () => 1));");
        assertEquals(
                "internal: maximum is undefined: give it a value, or leave it out",
                scripts.refusal("route").getMessage());
    }

    @Test
    void a_route_is_registered_once() throws Exception {
        scripts.write(
                "twice.js",
                "export function start({ http }) {",
                "http.get('/a/:b', () => 1); http.post('/a/:b', () => 1);",
                "http.get('/a/:c', () => 2);",
                "}");
        String message = scripts.failure("js:twice.js");
        assertTrue(message.contains("twice.js:3: ") && message.contains("GET /a/:c is registered already"), message);
    }

    @Test
    void a_cyclic_answer_is_a_clear_failure() throws Exception {
        scripts.start("context.bus.consumer('cycle', () => { const a = {}; a.a = a; return a; });");
        assertTrue(scripts.refusal("cycle").getMessage().startsWith("internal: Converting circular structure"));
    }

    @Test
    void a_verticle_survives_its_failures() throws Exception {
        scripts.start("context.bus.consumer('odd', (n) => { if (n % 2) throw new Error('odd'); return n; });");
        scripts.refusal("odd");
        assertEquals(
                "internal: odd",
                ScriptExtension.failure(scripts.vertx().eventBus().request("odd", 1)));
        assertEquals(2, scripts.ask("odd", 2));
    }

    @Test
    void a_failing_timer_is_logged_and_goes_on() throws Exception {
        scripts.start(
                "let n = 0;",
                "context.timers.setInterval(async () => { n++;",
                "throw new Error('tick'); }, 1);",
                "context.bus.consumer('n', () => n);");
        Awaitility.await().until(() -> (int) scripts.ask("n", null) > 2);
        assertTrue(
                scripts.log().get(0).matches("(?s)a timer failed: Error: tick.*test.js:4.*"),
                scripts.log().get(0));
    }

    @Test
    void an_unhandled_rejection_is_logged_with_file_and_line() throws Exception {
        scripts.start("context.bus.consumer('lose', () => {", "Promise.reject(new Error('lost')); return 1; });");
        assertEquals(1, scripts.ask("lose", null));
        assertTrue(
                scripts.log().get(0).matches("(?s).*unhandled rejection.*lost.*test.js:3.*"),
                scripts.log().get(0));
    }

    @Test
    void misuse_of_the_bus_says_what_is_wrong() throws Exception {
        scripts.start("context.bus.consumer('misuse', () => context.bus.send(7));");
        assertEquals(
                "internal: the address must be a string",
                scripts.refusal("misuse").getMessage());
    }
}
