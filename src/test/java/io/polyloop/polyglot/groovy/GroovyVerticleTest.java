package io.polyloop.polyglot.groovy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polyloop.polyglot.Scripts;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is Groovy's own, beyond what the contract of all languages asks. */
class GroovyVerticleTest {
    @TempDir
    Path folder;

    private Scripts scripts;

    @BeforeEach
    void open() {
        scripts = new Scripts(folder, new Groovy(), "def start(context) {");
    }

    @AfterEach
    void close() throws Exception {
        scripts.close();
    }

    @Test
    void interpolated_texts_decimals_and_ranges_cross_as_json() throws Exception {
        scripts.start("context.bus.consumer('json') { [\"a${1}\": \"b${2}\", n: 1.5, r: 1..3, deep: [[:]]] }");
        assertEquals(
                new JsonObject("{\"a1\":\"b2\",\"n\":1.5,\"r\":[1,2,3],\"deep\":[{}]}").encode(),
                ((JsonObject) scripts.ask("json", null)).encode());
    }

    @Test
    void what_is_no_json_is_refused_with_what_to_use() throws Exception {
        scripts.start("context.bus.consumer('no') { new Object() }");
        String message = scripts.refusal("no").getMessage();
        assertTrue(message.contains("a java.lang.Object is no JSON: use maps"), message);
    }

    @Test
    void a_value_that_holds_itself_is_refused() throws Exception {
        scripts.start("context.bus.consumer('cycle') { def a = [:]; a.a = a; a }");
        assertTrue(scripts.refusal("cycle").getMessage().endsWith("levels, or holds itself"));
    }

    @Test
    void a_script_may_change_what_it_got() throws Exception {
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
                Scripts.soon(scripts.vertx.eventBus().request("head", null, options))
                        .body());
    }

    @Test
    void a_handler_takes_a_list_as_one_body() throws Exception {
        scripts.start("context.bus.consumer('list') { body -> body.size() }");
        assertEquals(2, scripts.ask("list", JsonArray.of(1, 2)));
    }

    @Test
    void a_refusal_reaches_a_script_with_its_problem() throws Exception {
        scripts.vertx.eventBus().consumer("java", m -> m.fail(503, "journal_busy: later"));
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
    void a_start_is_waited_for() throws Exception {
        scripts.vertx.eventBus().consumer("gate", m -> m.reply("open"));
        scripts.start("context.bus.request('gate').map { gate -> context.bus.consumer('gated') { gate } }");
        assertEquals("open", scripts.ask("gated", null));
    }
}
