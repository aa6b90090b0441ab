package io.polyloop.polyglot.groovy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polyloop.polyglot.ScriptExtension;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is Groovy's own, beyond what the contract of all languages asks. */
class GroovyVerticleTest {
    @RegisterExtension
    final ScriptExtension scripts = new ScriptExtension(new Groovy(), "def start(context) {");

    @Test
    void interpolated_texts_decimals_and_ranges_cross_as_json() throws Exception {
        scripts.start("context.bus.consumer('json') { [\"a${1}\": \"b${2}\", n: 1.5, r: 1..3, deep: [[:]]] }");
        assertEquals(
                new JsonObject("{\"a1\":\"b2\",\"n\":1.5,\"r\":[1,2,3],\"deep\":[{}]}").encode(),
                ((JsonObject) scripts.ask("json", null)).encode());
    }

    @Test
    void a_value_that_is_not_json_is_refused_with_what_to_use() throws Exception {
        scripts.start("context.bus.consumer('no') { new Object() }");
        String message = scripts.refusal("no").getMessage();
        assertTrue(message.contains("a java.lang.Object is not JSON; use maps"), message);
    }

    @Test
    void a_cyclic_value_is_refused() throws Exception {
        scripts.start("context.bus.consumer('cycle') { def a = [:]; a.a = a; a }");
        assertTrue(scripts.refusal("cycle").getMessage().endsWith("levels, or contains itself"));
    }

    @Test
    void a_script_may_modify_the_body() throws Exception {
        scripts.start("context.bus.consumer('change') { body -> body.list << 2; body.a = [b: 1]; body }");
        assertEquals(
                new JsonObject("{\"list\":[1,2],\"a\":{\"b\":1}}"),
                scripts.ask("change", JsonObject.of("list", JsonArray.of(1))));
    }

    @Test
    void a_handler_with_a_second_parameter_sees_the_headers() throws Exception {
        scripts.start("context.bus.consumer('head') { body, headers -> headers.trace }");
        var options = new DeliveryOptions().addHeader("trace", "t1");
        assertEquals(
                "t1",
                ScriptExtension.soon(scripts.vertx().eventBus().request("head", null, options))
                        .body());
    }

    @Test
    void a_list_is_one_body() throws Exception {
        scripts.start("context.bus.consumer('list') { body -> body.size() }");
        assertEquals(2, scripts.ask("list", JsonArray.of(1, 2)));
    }

    @Test
    void a_refusal_reaches_a_script_with_its_problem() throws Exception {
        scripts.vertx().eventBus().consumer("java", m -> m.fail(503, "journal_busy: later"));
        scripts.start(
                "context.bus.consumer('code') { context.bus.request('java').recover { e ->",
                "Future.succeededFuture([e instanceof ProblemException, e.problem() == JOURNAL_BUSY, e.message]) } }");
        assertEquals(JsonArray.of(true, true, "later"), scripts.ask("code", null));
    }

    @Test
    void a_script_imports_classes_of_its_folder() throws Exception {
        scripts.write("lib/Near.groovy", "package lib", "class Near { static say() { \"near ${Beside.NAME}\" } }");
        scripts.write("lib/Beside.groovy", "package lib", "class Beside { static NAME = 'beside' }");
        scripts.write("app/main.groovy", "import lib.Near", "def start(c) { c.bus.consumer('near') { Near.say() } }");
        scripts.deploy("groovy:app/main.groovy");
        assertEquals("near beside", scripts.ask("near", null));
    }

    @Test
    void two_instances_have_variables_and_classes_of_their_own() throws Exception {
        scripts.write("Counter.groovy", "class Counter { static int count = 0 }");
        scripts.write(
                "own.groovy", "mine = 0", "def start(c) {", "c.bus.consumer('own') { [++mine, ++Counter.count] } }");
        scripts.deploy("groovy:own.groovy", new DeploymentOptions().setInstances(2));
        assertEquals(JsonArray.of(1, 1), scripts.ask("own", null));
        assertEquals(JsonArray.of(1, 1), scripts.ask("own", null));
    }

    @Test
    void what_is_printed_goes_to_the_log() throws Exception {
        scripts.start("println 'from print'", "[1].each { println \"closure $it\" }");
        assertEquals(List.of("from print", "closure 1"), scripts.log());
    }

    @Test
    void the_log_accepts_any_values_and_never_fails() throws Exception {
        scripts.start(
                "def cycle = [:]; cycle.a = [b: cycle]",
                "def odd = new Object() { String toString() { throw new IllegalStateException() } }",
                "context.log.info('a', 1, 1.5G, [b: [2, null]], \"g${3}\", null)",
                "context.log.warn(10); context.log.info(null); context.log.info([1, 2])",
                "context.log.info('{} of {}', 1, [2]); context.log.info('x\\n  y')",
                "context.log.info('cycle', cycle); context.log.error(odd)");
        assertEquals(
                List.of("a 1 1.5 [b:[2, null]] g3 null", "10", "null", "[1, 2]", "1 of [2]", "x\\n  y"),
                scripts.log().subList(0, 6));
        assertEquals(
                "cycle a value that cannot be shown: StackOverflowError",
                scripts.log().get(6));
        assertEquals(
                "a value that cannot be shown: IllegalStateException",
                scripts.log().get(7));
    }

    @Test
    void an_error_is_logged_with_its_place_and_its_cause() throws Exception {
        scripts.start("context.log.error('failed', new Exception('outer', new Exception('inner')))");
        String line = scripts.log().get(0);
        assertTrue(
                line.matches("(?s)failed java.lang.Exception: outer\n    at .*test.groovy:2.*\n  Caused by: .*inner.*"),
                line);
    }

    @Test
    void a_failure_has_a_code_to_branch_on() throws Exception {
        scripts.vertx().eventBus().consumer("silent", m -> {});
        scripts.start(
                "context.bus.consumer('code') { to ->",
                "context.bus.request(to, null, [timeout: 10]).otherwise { it.code } }");
        assertEquals("absent", scripts.ask("code", "unregistered"));
        assertEquals("verticle_timeout", scripts.ask("code", "silent"));
    }

    @Test
    void an_unknown_option_is_refused() throws Exception {
        scripts.start(
                "context.bus.consumer('read') { context.topics.read('a', [aftr: '0']) }",
                "context.bus.consumer('ask') { context.bus.request('a', 1, [timeot: 1]) }");
        assertTrue(scripts.refusal("read").getMessage().startsWith("internal: unknown option aftr; use one of"));
        assertTrue(scripts.refusal("ask").getMessage().startsWith("internal: unknown option timeot; use one of"));
    }

    @Test
    void a_value_within_a_statement_is_refused() throws Exception {
        scripts.start(
                "context.bus.consumer('query') { name -> context.sql.query(\"select '${name}'\") }",
                "context.bus.consumer('commit') { name -> context.commit([sql: [[\"delete from ${name}\"]]]) }");
        for (String address : List.of("query", "commit")) {
            assertEquals(
                    "internal: an SQL statement has a ${…}; write ? for the value, and pass it as a parameter",
                    scripts.refusal(address).getMessage());
        }
    }

    @Test
    void a_route_is_registered_once() throws Exception {
        scripts.write("twice.groovy", "def start(c) {", "c.http.get('/a/:b') { 1 }", "c.http.get('/a/:c') { 2 }", "}");
        String message = scripts.failure("groovy:twice.groovy");
        assertTrue(
                message.contains("twice.groovy:3: ") && message.contains("GET /a/:c is registered already"), message);
    }

    @Test
    void a_deployment_waits_for_start() throws Exception {
        scripts.vertx().eventBus().consumer("gate", m -> m.reply("open"));
        scripts.start("context.bus.request('gate').map { gate -> context.bus.consumer('gated') { gate } }");
        assertEquals("open", scripts.ask("gated", null));
    }
}
