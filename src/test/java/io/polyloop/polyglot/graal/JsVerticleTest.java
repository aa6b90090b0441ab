package io.polyloop.polyglot.graal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polyloop.polyglot.ScriptExtension;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a script can do: answer, ask, publish, wait, import. */
class JsVerticleTest {
    @RegisterExtension
    final ScriptExtension scripts = JsScripts.extension();

    @Test
    void a_handler_answers_what_it_returns() throws Exception {
        scripts.start("context.bus.consumer('twice', (n) => n * 2);");
        assertEquals(42, scripts.ask("twice", 21));
    }

    @Test
    void a_handler_may_be_async() throws Exception {
        scripts.start("context.bus.consumer('later', async (s) => { await null; return [s, null, true]; });");
        assertEquals(JsonArray.of("x", null, true), scripts.ask("later", "x"));
    }

    @Test
    void objects_cross_both_ways_as_plain_json() throws Exception {
        scripts.start("context.bus.consumer('echo', (body) => body);");
        JsonObject body =
                new JsonObject("{\"a\":{\"b\":[1,2.5,\"\\u00e9\\u0000\"]},\"__proto__\":{\"x\":1},\"n\":null}");
        assertEquals(body, scripts.ask("echo", body));
    }

    @Test
    void a_handler_that_returns_nothing_answers_null() throws Exception {
        scripts.start("context.bus.consumer('quiet', () => {});");
        assertEquals(null, scripts.ask("quiet", "x"));
    }

    @Test
    void a_handler_sees_the_headers() throws Exception {
        scripts.start("context.bus.consumer('headers', (body, headers) => headers.trace);");
        var options = new io.vertx.core.eventbus.DeliveryOptions().addHeader("trace", "t1");
        assertEquals(
                "t1",
                ScriptExtension.soon(scripts.vertx().eventBus().request("headers", null, options))
                        .body());
    }

    @Test
    void a_script_sends_java_a_request_and_awaits_the_answer() throws Exception {
        scripts.vertx()
                .eventBus()
                .<JsonObject>consumer("java", m -> m.reply(m.body().put("seen", true)));
        scripts.start("context.bus.consumer('via', (body) => context.bus.request('java', body));");
        assertEquals(JsonObject.of("a", 1, "seen", true), scripts.ask("via", JsonObject.of("a", 1)));
    }

    @Test
    void a_script_sends_and_publishes() throws Exception {
        List<Object> sent = new java.util.concurrent.CopyOnWriteArrayList<>();
        scripts.vertx().eventBus().consumer("in", m -> sent.add(m.body()));
        scripts.start("context.bus.send('in', { a: 1 });", "context.bus.publish('in', [2]);");
        Awaitility.await().until(() -> sent.equals(List.of(JsonObject.of("a", 1), JsonArray.of(2))));
    }

    @Test
    void a_script_sees_its_configuration() throws Exception {
        scripts.write("conf.js", "export const start = ({ config, bus }) => bus.consumer('conf', () => config.a.b);");
        scripts.deploy("js:conf.js", new DeploymentOptions().setConfig(new JsonObject("{\"a\":{\"b\":7}}")));
        assertEquals(7, scripts.ask("conf", null));
    }

    @Test
    void a_script_imports_its_siblings_and_awaits_at_the_top() throws Exception {
        scripts.write("lib/deep.js", "export const deep = await Promise.resolve('deep');");
        scripts.write("lib/near.mjs", "import { deep } from './deep.js';", "export const near = () => 'near ' + deep;");
        scripts.write(
                "app/main.js",
                "import { near } from '../lib/near.mjs';",
                "export const start = ({ bus }) => bus.consumer('near', near);");
        scripts.deploy("js:app/main.js");
        assertEquals("near deep", scripts.ask("near", null));
    }

    @Test
    void a_verticle_is_deployed_only_once_its_async_start_is_done() throws Exception {
        CompletableFuture<Boolean> asked = new CompletableFuture<>();
        scripts.vertx().eventBus().consumer("gate", m -> {
            asked.complete(true);
            m.reply("open");
        });
        scripts.start("const gate = await context.bus.request('gate');", "context.bus.consumer('gated', () => gate);");
        assertTrue(asked.isDone());
        assertEquals("open", scripts.ask("gated", null));
    }

    @Test
    void timers_fire_repeat_and_can_be_cleared() throws Exception {
        scripts.start(
                "let count = 0, never = 0;",
                "const { setTimeout, setInterval, clear } = context.timers;",
                "clear(setTimeout(() => never++, 1));",
                "const done = new Promise((resolve) => {",
                "  const id = setInterval(() => { if (++count === 3) { clear(id); setTimeout(resolve, 5); } }, 1); });",
                "context.bus.consumer('count', async () => { await done; return [count, never]; });");
        assertEquals(JsonArray.of(3, 0), scripts.ask("count", null));
    }

    @Test
    void a_script_cannot_clear_a_timer_of_another_verticle() throws Exception {
        CompletableFuture<Void> fired = new CompletableFuture<>();
        long foreign = scripts.vertx().setTimer(200, id -> fired.complete(null));
        scripts.start("for (let id = 0; id <= " + (foreign + 10) + "; id++) context.timers.clear(id);");
        fired.get(5, TimeUnit.SECONDS);
    }

    @Test
    void two_instances_share_the_load_and_nothing_else() throws Exception {
        scripts.write(
                "who.js",
                "let count = 0;",
                "const me = Math.random();",
                "export const start = ({ bus }) => bus.consumer('who', () => [me, ++count]);");
        scripts.deploy("js:who.js", new DeploymentOptions().setInstances(2));
        Set<Object> seen = new HashSet<>();
        for (int i = 0; i < 4; i++) {
            seen.add(scripts.ask("who", null));
        }
        assertEquals(4, seen.size());
        assertEquals(
                2,
                seen.stream().map(a -> ((JsonArray) a).getDouble(0)).distinct().count());
        assertEquals(
                Set.of(1, 2),
                Set.copyOf(seen.stream().map(a -> ((JsonArray) a).getInteger(1)).toList()));
    }

    @Test
    void a_hundred_instances_start_and_stop() throws Exception {
        scripts.write("who.js", "export const start = ({ bus }) => bus.consumer('who', () => 1);");
        String id = scripts.deploy("js:who.js", new DeploymentOptions().setInstances(100));
        assertEquals(1, scripts.ask("who", null));
        ScriptExtension.soon(scripts.vertx().undeploy(id));
    }

    @Test
    void console_and_log_go_to_the_log() throws Exception {
        scripts.start("console.log('from', 'console');", "context.log.info('from', { log: 1 });");
        assertEquals(List.of("from console", "from { log: 1 }"), scripts.log());
    }

    @Test
    void a_worker_verticle_may_be_a_script_too() throws Exception {
        scripts.write("work.js", "export const start = ({ bus }) => bus.consumer('work', async () => 'done');");
        scripts.deploy("js:work.js", new DeploymentOptions().setThreadingModel(io.vertx.core.ThreadingModel.WORKER));
        assertEquals("done", scripts.ask("work", null));
    }
}
