package io.polyloop.polyglot.graal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polyloop.polyglot.ScriptExtension;
import io.polyloop.polyglot.ScriptLimits;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.ThreadingModel;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Loops that do not end, and the end of a verticle. */
class JsStopTest {
    @RegisterExtension
    final ScriptExtension scripts = JsScripts.extension();

    private static final String LOOP = "for (;;) {}";

    @Test
    void an_endless_handler_is_answered_as_a_failure_and_the_verticle_keeps_running() throws Exception {
        scripts.start("context.bus.consumer('loop', (go) => {", "if (go) return 'fine'; " + LOOP, "});");
        assertEquals(
                "internal: the handler of loop ran longer than max-handler-time (900ms) and was interrupted",
                scripts.refusal("loop").getMessage());
        assertTrue(scripts.log().get(0).contains("test.js:3"), scripts.log().get(0));
        assertEquals("fine", scripts.ask("loop", true));
    }

    @Test
    void a_handler_that_loops_after_an_await_is_answered_too() throws Exception {
        scripts.vertx().eventBus().consumer("java", m -> m.reply(1));
        scripts.start(
                "context.bus.consumer('tick', async () => { await null; " + LOOP + " });",
                "context.bus.consumer('bus', async () => { await context.bus.request('java'); " + LOOP + " });",
                "const pause = () => new Promise((resolve) => context.timers.setTimeout(resolve, 1));",
                "context.bus.consumer('timer', async () => { await pause(); await pause(); " + LOOP + " });");
        for (String address : List.of("tick", "bus", "timer")) {
            assertTrue(scripts.refusal(address).getMessage().contains("ran longer than"), address);
        }
    }

    @Test
    void a_deployment_may_have_a_limit_of_its_own_that_the_script_does_not_see() throws Exception {
        scripts.write(
                "own.js",
                "export function start({ bus, config }) {",
                "bus.consumer('config', () => config);",
                "bus.consumer('spin', () => { const end = Date.now() + 800; while (Date.now() < end) {} return 1; }); }");
        var config = ScriptLimits.put(JsonObject.of("a", 1), Duration.ofSeconds(5));
        scripts.deploy("js:own.js", new DeploymentOptions().setConfig(config).setThreadingModel(ThreadingModel.WORKER));
        assertEquals(1, scripts.ask("spin", null));
        assertEquals(JsonObject.of("a", 1), scripts.ask("config", null));
    }

    @Test
    void other_calls_of_the_script_are_not_harmed_by_an_interrupt() throws Exception {
        CompletableFuture<io.vertx.core.eventbus.Message<?>> held = new CompletableFuture<>();
        scripts.vertx().eventBus().consumer("hold", held::complete);
        scripts.start(
                "context.bus.consumer('wait', () => context.bus.request('hold'));",
                "context.bus.consumer('loop', () => { " + LOOP + " });");
        var waiting = scripts.vertx().eventBus().request("wait", null);
        var message = held.get(5, TimeUnit.SECONDS);
        scripts.refusal("loop");
        message.reply("kept");
        assertEquals("kept", ScriptExtension.soon(waiting).body());
    }

    @Test
    void a_looping_timer_is_stopped_and_logged() throws Exception {
        scripts.start("context.timers.setTimeout(() => {", LOOP, "}, 1);");
        Awaitility.await()
                .until(() -> scripts.log().stream().anyMatch(line -> line.contains("a timer ran longer than")));
        assertTrue(scripts.log().get(0).contains("test.js:3"), scripts.log().get(0));
    }

    @Test
    void undeploy_releases_consumers_and_timers_and_calls_stop() throws Exception {
        List<Object> ticks = new java.util.concurrent.CopyOnWriteArrayList<>();
        scripts.vertx().eventBus().consumer("ticks", m -> ticks.add(m.body()));
        scripts.write(
                "ends.js",
                "let bus;",
                "export function start(context) { bus = context.bus;",
                "context.timers.setInterval(() => bus.send('ticks', 'tick'), 1);",
                "bus.consumer('ends', () => 1); }",
                "export async function stop() { bus.send('ticks', 'stopped'); }");
        String id = scripts.deploy("js:ends.js");
        ScriptExtension.soon(scripts.vertx().undeploy(id));
        assertEquals("No handlers for address ends", scripts.refusal("ends").getMessage());
        Awaitility.await().until(() -> ticks.contains("stopped"));
        int then = ticks.size();
        Awaitility.await().during(50, TimeUnit.MILLISECONDS).until(() -> ticks.size() == then);
    }

    @Test
    void a_message_in_flight_is_answered_before_the_verticle_goes() throws Exception {
        CompletableFuture<io.vertx.core.eventbus.Message<?>> held = new CompletableFuture<>();
        scripts.vertx().eventBus().consumer("hold", held::complete);
        scripts.write("slow.js", "export const start = ({ bus }) => bus.consumer('slow', () => bus.request('hold'));");
        String id = scripts.deploy("js:slow.js");
        var waiting = scripts.vertx().eventBus().request("slow", null);
        var message = held.get(5, TimeUnit.SECONDS);
        var undeployed = scripts.vertx().undeploy(id);
        message.reply("in time");
        assertEquals("in time", ScriptExtension.soon(waiting).body());
        ScriptExtension.soon(undeployed);
    }

    @Test
    void a_handler_that_never_answers_does_not_hold_up_the_undeploy() throws Exception {
        scripts.write(
                "mute.js", "export const start = ({ bus }) => bus.consumer('mute', () => new Promise(() => {}));");
        String id = scripts.deploy("js:mute.js");
        var waiting = scripts.vertx().eventBus().request("mute", null);
        ScriptExtension.soon(scripts.vertx().undeploy(id));
        assertEquals("internal: mute.js was stopped", ScriptExtension.failure(waiting));
    }

    @Test
    void a_stop_that_fails_is_reported_and_the_verticle_is_gone() throws Exception {
        scripts.write(
                "stay.js",
                "export const start = ({ bus }) => bus.consumer('stay', () => 1);",
                "export async function stop() { throw new Error('no'); }");
        String id = scripts.deploy("js:stay.js");
        assertEquals("no", ScriptExtension.failure(scripts.vertx().undeploy(id)));
        assertEquals("No handlers for address stay", scripts.refusal("stay").getMessage());
    }

    @Test
    void a_loop_that_catches_everything_is_stopped_all_the_same() throws Exception {
        scripts.start("context.bus.consumer('greedy', () => { for (;;) { try { " + LOOP + " } catch {} } });");
        assertTrue(scripts.refusal("greedy").getMessage().contains("ran longer than"));
        assertTrue(scripts.refusal("greedy").getMessage().contains("ran longer than"));
    }

    @Test
    void deploying_a_script_again_and_undeploying_the_old_one_reloads_it() throws Exception {
        scripts.write("v.js", "export const start = ({ bus }) => bus.consumer('v', () => 1);");
        String old = scripts.deploy("js:v.js");
        scripts.write("v.js", "export const start = ({ bus }) => bus.consumer('v', () => 2);");
        scripts.deploy("js:v.js");
        ScriptExtension.soon(scripts.vertx().undeploy(old));
        assertEquals(2, scripts.ask("v", null));
    }
}
