package io.polyloop.polyglot.graal;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.polyloop.polyglot.ScriptExtension;
import io.polyloop.polyglot.ScriptSettings;
import io.polyloop.polyglot.Supervisors;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.Message;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** JavaScript that changes while messages come in. */
class JsReloadTest {
    private static final int AT_ONCE = 16;
    private static final int RELOADS = 10;

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    @RegisterExtension
    final ScriptExtension scripts = JsScripts.extension().withLimit(Duration.ofSeconds(5));

    @Test
    void every_request_is_answered_once_while_the_script_is_replaced_again_and_again() throws Exception {
        version(0);
        supervise("js:v.js", 2);
        Load load = new Load(scripts.vertx());
        load.start();
        for (int reload = 1; reload <= RELOADS; reload++) {
            version(reload);
            int expected = reload;
            await().atMost(60, TimeUnit.SECONDS).until(() -> load.lastVersion == expected);
            int then = load.asked;
            await().atMost(60, TimeUnit.SECONDS).until(() -> load.asked > then + 300);
        }
        load.end();
        System.out.println(load.asked + " requests over " + RELOADS + " reloads");
        assertEquals(List.of(), List.copyOf(load.failures));
        assertTrue(load.asked > 3_000, () -> load.asked + " requests are too few");
        for (int n = 0; n < load.asked; n++) {
            assertEquals(1, load.answers.get(n), "answers to request " + n);
        }
    }

    @Test
    void a_message_in_flight_is_answered_by_the_old_script() throws Exception {
        CompletableFuture<Message<?>> held = new CompletableFuture<>();
        scripts.vertx().eventBus().consumer("hold", held::complete);
        scripts.write("v.js", "export const start = ({ bus }) => bus.consumer('v', () => bus.request('hold'));");
        supervise("js:v.js", 1);
        var waiting = scripts.vertx().eventBus().request("v", null);
        Message<?> message = held.get(5, TimeUnit.SECONDS);
        version(2);
        await().atMost(60, TimeUnit.SECONDS)
                .until(() -> registry.get("polyloop.script.reloads")
                                .tags("outcome", "ok")
                                .counter()
                                .count()
                        == 1);
        message.reply("old");
        assertEquals("old", ScriptExtension.soon(waiting).body());
    }

    @Test
    void a_changed_import_is_live_and_a_broken_one_keeps_the_old() throws Exception {
        scripts.write("lib/n.js", "export const n = 1;");
        scripts.write(
                "v.js",
                "import { n } from './lib/n.js';",
                "export const start = ({ bus }) => bus.consumer('v', (id) => ({ id, version: n }));");
        Supervisors supervisors = supervise("js:v.js", 1);
        scripts.write("lib/n.js", "export const n = 2;");
        await().atMost(60, TimeUnit.SECONDS).until(() -> answersVersion(2));
        scripts.write("lib/n.js", "", "export const n = ;");
        await().atMost(60, TimeUnit.SECONDS)
                .until(() -> String.valueOf(lastFailure(supervisors)).contains("lib/n.js:2: SyntaxError"));
        assertTrue(answersVersion(2));
    }

    private void version(int version) throws Exception {
        scripts.write(
                "v.js",
                "export const start = ({ bus }) =>",
                "  bus.consumer('v', async (id) => { await null; return { id, version: " + version + " }; });");
    }

    private boolean answersVersion(int version) throws Exception {
        return ((JsonObject) scripts.ask("v", 0)).getInteger("version") == version;
    }

    private Supervisors supervise(String name, int instances) throws Exception {
        Duration quick = Duration.ofMillis(20);
        ScriptSettings settings =
                new ScriptSettings(List.of(), List.of(), quick, true, quick, 0, quick, Duration.ofMinutes(1), null, 2);
        Supervisors supervisors = new Supervisors(scripts.vertx(), settings, registry, () -> {});
        ScriptExtension.soon(
                supervisors.deploy(name, scripts.factory(), new DeploymentOptions().setInstances(instances)));
        return supervisors;
    }

    private static String lastFailure(Supervisors supervisors) {
        return supervisors.state().getJsonArray("verticles").getJsonObject(0).getString("lastFailure");
    }

    /** Numbered requests, some at once, from a thread that is none of Vert.x's. */
    private static final class Load extends Thread {
        private final Vertx vertx;
        private final Semaphore free = new Semaphore(AT_ONCE);
        private final AtomicIntegerArray answers = new AtomicIntegerArray(1_000_000);
        private final Queue<String> failures = new ConcurrentLinkedQueue<>();
        private volatile int lastVersion;
        private volatile boolean ended;
        private volatile int asked;

        Load(Vertx vertx) {
            this.vertx = vertx;
        }

        @Override
        public void run() {
            for (int n = 0; !ended && n < answers.length(); n++) {
                free.acquireUninterruptibly();
                asked = n + 1;
                ask(n);
            }
        }

        private void ask(int n) {
            vertx.eventBus().<JsonObject>request("v", n).onComplete(answer -> {
                if (answer.succeeded() && answer.result().body().getInteger("id") == n) {
                    answers.incrementAndGet(n);
                    lastVersion = answer.result().body().getInteger("version");
                } else {
                    failures.add(n + ": " + answer);
                }
                free.release();
            });
        }

        void end() throws InterruptedException {
            ended = true;
            join();
            free.acquireUninterruptibly(AT_ONCE);
        }
    }
}
