package io.polyloop.polyglot.graal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.polyloop.polyglot.ScriptExtension;
import io.polyloop.verticle.Trace;
import io.vertx.core.eventbus.Message;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** On whose behalf a script works: seen by it, passed on, and in the log. */
class JsTraceTest {
    private static final String ID = "0af7651916cd43dd8448eb211c80319c";
    private static final Trace TRACE = new Trace("00-" + ID + "-b7ad6b7169203331-01", "r-1");

    @RegisterExtension
    final ScriptExtension scripts = JsScripts.extension();

    private final List<Trace> passed = new CopyOnWriteArrayList<>();

    @BeforeEach
    void answer() {
        for (String address : List.of("java", "journal.append", "journal.read")) {
            scripts.vertx().eventBus().consumer(address, m -> {
                passed.add(Trace.of(m.headers()));
                m.reply(new JsonObject());
            });
        }
    }

    @Test
    void a_handler_sees_the_trace_in_the_headers() throws Exception {
        scripts.start("context.bus.consumer('see', (body, headers) => [headers.traceparent, headers['request-id']]);");
        assertEquals(JsonArray.of(TRACE.parent(), "r-1"), ask("see"));
    }

    @Test
    void requests_of_a_handler_carry_the_trace() throws Exception {
        scripts.start(
                "const { bus, topics, timers } = context;",
                "const pause = () => new Promise((resolve) => timers.setTimeout(resolve, 1));",
                "bus.consumer('all', async () => {",
                "  await bus.request('java');",
                "  await topics.append('t', 1);",
                "  await pause();",
                "  await topics.read('t'); });");
        ask("all");
        assertEquals(List.of(TRACE, TRACE, TRACE), passed);
    }

    @Test
    void a_call_with_a_trace_leaves_none_to_the_next() throws Exception {
        scripts.start(
                "context.bus.consumer('next', async () => { console.log(1); await context.bus.request('java'); });");
        ask("next");
        scripts.ask("next", null);
        assertEquals(List.of(TRACE, Trace.NONE), passed);
        assertEquals(
                List.of(Map.of("trace", ID, "span", "b7ad6b7169203331", "request", "r-1"), Map.of()),
                scripts.logContexts());
    }

    @Test
    void log_lines_show_the_trace_before_and_after_an_await() throws Exception {
        scripts.start(
                "context.bus.consumer('log', async () => {",
                "  context.log.info('before'); await context.bus.request('java'); console.log('after');",
                "  throw new Error('then'); });");
        ScriptExtension.failure(scripts.vertx().eventBus().request("log", null, TRACE.options()));
        Map<String, String> shown = Map.of("trace", ID, "span", "b7ad6b7169203331", "request", "r-1");
        assertEquals(List.of(shown, shown, shown), scripts.logContexts());
    }

    @Test
    void two_requests_that_take_turns_keep_their_ids() throws Exception {
        List<Message<Object>> held = new CopyOnWriteArrayList<>();
        scripts.vertx().eventBus().consumer("turns", question -> {
            held.add(question);
            if (held.size() == 2) {
                held.get(1).reply(null);
                held.get(0).reply(null);
            }
        });
        scripts.start(
                "context.bus.consumer('log', async () => {",
                "  console.log('before'); await context.bus.request('turns'); console.log('after'); });");
        Trace other = new Trace("00-" + "1".repeat(32) + "-" + "2".repeat(16) + "-01", "r-2");
        var first = scripts.vertx().eventBus().request("log", null, TRACE.options());
        var second = scripts.vertx().eventBus().request("log", null, other.options());
        ScriptExtension.soon(first);
        ScriptExtension.soon(second);
        assertEquals(
                List.of("r-1", "r-2", "r-2", "r-1"),
                scripts.logContexts().stream().map(ids -> ids.get("request")).toList());
        assertEquals(
                List.of(ID, "1".repeat(32), "1".repeat(32), ID),
                scripts.logContexts().stream().map(ids -> ids.get("trace")).toList());
    }

    @Test
    void a_malformed_trace_is_not_passed_on() throws Exception {
        scripts.start("context.bus.consumer('pass', () => context.bus.request('java'));");
        var forged = new io.vertx.core.eventbus.DeliveryOptions()
                .addHeader(Trace.PARENT, "00-" + "0".repeat(32) + "-b7ad6b7169203331-01")
                .addHeader(Trace.REQUEST, "a\nb");
        ScriptExtension.soon(scripts.vertx().eventBus().request("pass", null, forged));
        assertEquals(List.of(Trace.NONE), passed);
    }

    @Test
    void a_script_adds_headers_of_its_own() throws Exception {
        scripts.vertx().eventBus().consumer("own", m -> m.reply(m.headers().get("tenant") + Trace.of(m.headers())));
        scripts.start("context.bus.consumer('add', () =>"
                + " context.bus.request('own', null, { headers: { tenant: 7 }, timeout: 5000 }));");
        assertEquals("7" + TRACE, ask("add"));
    }

    private Object ask(String address) throws Exception {
        return ScriptExtension.soon(scripts.vertx().eventBus().request(address, null, TRACE.options()))
                .body();
    }
}
