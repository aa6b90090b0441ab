package io.polyloop.polyglot.groovy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polyloop.polyglot.ScriptExtension;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What fails in a Groovy script: where it says so, and that loops end. */
class GroovyFailureTest {
    private static final String LOOP = "while (true) { }";

    @RegisterExtension
    final ScriptExtension scripts = new ScriptExtension(new Groovy(), "def start(context) {");

    @Test
    void a_syntax_error_names_file_and_line() throws Exception {
        scripts.write("bad.groovy", "def start(context) {", "  foo(", "}");
        assertStartFails("groovy:bad.groovy", "bad.groovy:2: Unexpected input");
    }

    @Test
    void a_syntax_error_of_an_imported_class_names_its_file() throws Exception {
        scripts.write("lib/Bad.groovy", "package lib", "class Bad { int = }");
        scripts.write("main.groovy", "import lib.Bad", "def start(context) { new Bad() }");
        assertStartFails("groovy:main.groovy", "Bad.groovy:2: ");
    }

    @Test
    void a_missing_class_is_named_with_the_line_that_imports_it() throws Exception {
        scripts.write("main.groovy", "", "import lib.Gone", "def start(context) {}");
        assertStartFails("groovy:main.groovy", "main.groovy:2: unable to resolve class lib.Gone");
    }

    @Test
    void a_script_without_start_is_refused_with_what_to_define() throws Exception {
        scripts.write("empty.groovy", "def begin(context) {}");
        assertStartFails("groovy:empty.groovy", "empty.groovy:1: it does not define start; add def start(context)");
    }

    @Test
    void a_class_alone_is_refused() throws Exception {
        scripts.write("Alone.groovy", "class Alone { def start(context) {} }");
        assertStartFails("groovy:Alone.groovy", "Alone.groovy:1: it contains a class and no script");
    }

    @Test
    void a_throw_at_the_top_or_in_start_names_file_and_line() throws Exception {
        scripts.write("top.groovy", "def start(context) {}", "throw new Exception('top')");
        assertStartFails("groovy:top.groovy", "top.groovy:2: java.lang.Exception: top");
        scripts.write("start.groovy", "def start(context) {", "  [1].each { null.x }", "}");
        assertStartFails("groovy:start.groovy", "start.groovy:2: java.lang.NullPointerException");
    }

    @Test
    void a_loop_at_the_top_is_stopped() throws Exception {
        scripts.write("loop.groovy", "def start(context) {}", LOOP);
        assertStartFails("groovy:loop.groovy", "loop.groovy:2: loading loop.groovy ran longer than");
    }

    @Test
    void an_error_fails_its_call_only() throws Exception {
        scripts.start(
                "def deep; deep = { deep() }",
                "context.bus.consumer('assert') { assert it == 1 }",
                "context.bus.consumer('deep') { deep() }",
                "context.bus.consumer('fine') { 'fine' }");
        assertEquals(500, scripts.refusal("assert").failureCode());
        assertEquals(
                "internal: java.lang.StackOverflowError",
                scripts.refusal("deep").getMessage());
        assertEquals("fine", scripts.ask("fine", null));
    }

    @Test
    void an_endless_handler_is_answered_as_a_failure_and_the_verticle_keeps_running() throws Exception {
        scripts.start("context.bus.consumer('loop') { go ->", "if (go) return 'fine'; " + LOOP, "}");
        assertEquals(
                "internal: the handler of loop ran longer than max-handler-time (900ms) and was interrupted",
                scripts.refusal("loop").getMessage());
        assertTrue(scripts.log().get(0).contains("test.groovy:3"), scripts.log().get(0));
        assertEquals("fine", scripts.ask("loop", true));
    }

    @Test
    void loops_of_every_form_are_stopped() throws Exception {
        scripts.vertx().eventBus().consumer("java", m -> m.reply(1));
        scripts.start(
                "context.bus.consumer('greedy') { while (true) { try { " + LOOP + " } catch (Throwable t) { } } }",
                "context.bus.consumer('each') { (1..2000000000).each { } }",
                "context.bus.consumer('sleep') { Thread.sleep(60_000) }",
                "context.bus.consumer('after') { context.bus.request('java').map { " + LOOP + " } }",
                "context.bus.consumer('beside') { context.bus.request('java').onSuccess { " + LOOP + " } }");
        for (String address : List.of("greedy", "each", "sleep", "after")) {
            assertTrue(scripts.refusal(address).getMessage().contains("ran longer than"), address);
        }
        assertEquals(1, scripts.ask("beside", null));
    }

    @Test
    void an_interrupt_is_not_left_behind_on_the_event_loop() throws Exception {
        scripts.start(
                "context.bus.consumer('loop') { " + LOOP + " }",
                "context.bus.consumer('flag') { Thread.currentThread().isInterrupted() }");
        scripts.refusal("loop");
        assertEquals(false, scripts.ask("flag", null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sleep(60000)", "sleep(60000) { false }", "this.sleep(60000)", "[1].each { sleep(60000) }"})
    void a_sleep_is_interrupted(String sleep) throws Exception {
        scripts.start("context.bus.consumer('sleep') {", sleep, "}");
        String message = scripts.refusal("sleep").getMessage();
        assertTrue(message.endsWith("ran longer than max-handler-time (900ms) and was interrupted"), message);
    }

    @Test
    void a_looping_timer_is_stopped_and_logged() throws Exception {
        scripts.start("context.timers.setTimeout(1) {", LOOP, "}");
        Awaitility.await()
                .until(() -> scripts.log().stream().anyMatch(line -> line.contains("a timer ran longer than")));
        assertTrue(scripts.log().get(0).contains("test.groovy:3"), scripts.log().get(0));
    }

    @Test
    void a_handler_that_never_answers_does_not_hold_up_the_undeploy() throws Exception {
        scripts.write(
                "mute.groovy",
                "def start(c) {",
                "c.bus.consumer('mute') { io.vertx.core.Promise.promise().future() } }");
        String id = scripts.deploy("groovy:mute.groovy");
        var waiting = scripts.vertx().eventBus().request("mute", null);
        ScriptExtension.soon(scripts.vertx().undeploy(id));
        assertEquals("internal: mute.groovy was stopped", ScriptExtension.failure(waiting));
    }

    @Test
    void a_failure_in_a_callback_of_vertx_is_logged() throws Exception {
        scripts.start(
                "def vertx = io.vertx.core.Vertx.currentContext().owner()",
                "vertx.timer(1).onSuccess { context.bus.request('unregistered').onFailure { println it.problem().code() } }");
        Awaitility.await().atMost(5, TimeUnit.SECONDS).until(() -> scripts.log().equals(List.of("not_found")));
    }

    private void assertStartFails(String name, String part) {
        String message = scripts.failure(name);
        assertTrue(message.contains(name + " cannot start: " + part), message);
        assertEquals(Set.of(), scripts.vertx().deploymentIDs());
    }
}
