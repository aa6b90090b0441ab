package io.polyloop.polyglot.graal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polyloop.polyglot.ScriptExtension;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What {@code src/main/graal/with.sh python} brings: a verticle in Python, as fast to fail and as hard to break out of as the others. */
@EnabledIfSystemProperty(named = "test.python", matches = "true")
class PythonTest {
    private static final Duration LIMIT = Duration.ofMillis(1500);

    // One for all tests: Python takes seconds to start.
    @RegisterExtension
    static final ScriptExtension scripts = new ScriptExtension(new Python(), "").withLimit(LIMIT);

    private void start(String... lines) throws Exception {
        scripts.write("test.py", lines);
        scripts.deploy("python:test.py");
    }

    @Test
    void plain_values_cross_both_ways() throws Exception {
        start(
                "def start(context):",
                "  context.bus.consumer('echo', lambda body, headers: [body, type(body).__name__])");
        JsonObject body = new JsonObject().put("ä", JsonArray.of(1, 2.5, true, null, "€"));
        assertEquals(JsonArray.of(body, "dict"), scripts.ask("echo", body));
        assertEquals(JsonArray.of(null, "NoneType"), scripts.ask("echo", null));
    }

    @Test
    void an_async_handler_awaits_the_bus_and_a_timer() throws Exception {
        scripts.vertx().eventBus().consumer("next", m -> m.reply((int) m.body() + 1));
        start(
                "async def start(context):",
                "  first = await context.bus.request('next', 1)",
                "  async def twice(body, headers):",
                "    await context.timers.sleep(1)",
                "    return first + await context.bus.request('next', body)",
                "  context.bus.consumer('twice', twice)");
        assertEquals(13, scripts.ask("twice", 10));
    }

    @Test
    void codes_of_the_catalogue_are_exceptions_in_both_directions() throws Exception {
        scripts.vertx().eventBus().consumer("java", m -> m.fail(503, "journal_busy: later"));
        start(
                "class Refused(Exception):",
                "  code = 'forbidden'",
                "def no(body, headers):",
                "  raise Refused('why')",
                "async def code(body, headers):",
                "  try:",
                "    await context_.bus.request('java')",
                "  except Exception as error:",
                "    return [error.code, str(error)]",
                "def start(context):",
                "  global context_",
                "  context_ = context",
                "  context.bus.consumer('no', no)",
                "  context.bus.consumer('code', code)",
                "  context.bus.consumer('pass', lambda body, headers: context.bus.request('java'))");
        assertEquals("forbidden: why", scripts.refusal("no").getMessage());
        assertEquals(JsonArray.of("journal_busy", "later"), scripts.ask("code", null));
        assertEquals("journal_busy: later", scripts.refusal("pass").getMessage());
        assertEquals(List.of(), scripts.log());
    }

    @Test
    void an_unawaited_failure_is_logged_and_a_caught_one_is_not() throws Exception {
        start(
                "async def caught(body, headers):",
                "  try:",
                "    await bus.request('unregistered')",
                "  except Exception as error:",
                "    return error.code",
                "def lost(body, headers):",
                "  bus.request('unregistered')",
                "def start(context):",
                "  global bus",
                "  bus = context.bus",
                "  bus.consumer('caught', caught)",
                "  bus.consumer('lost', lost)");
        assertEquals("absent", scripts.ask("caught", null));
        assertEquals(null, scripts.ask("lost", null));
        Awaitility.await().until(() -> !scripts.log().isEmpty());
        assertEquals(List.of("unhandled rejection: absent: no consumer is registered for unregistered"), scripts.log());
    }

    @Test
    void a_failing_handler_is_internal_and_logged_with_file_and_line() throws Exception {
        start(
                "def boom(body, headers):",
                "  return body['a'] / 0",
                "async def later(body, headers):",
                "  raise ValueError('late')",
                "def leave(body, headers):",
                "  raise SystemExit(3)",
                "def start(context):",
                "  context.bus.consumer('boom', boom)",
                "  context.bus.consumer('later', later)",
                "  context.bus.consumer('cycle', lambda body, headers: (lambda a: a.append(a) or a)([]))",
                "  context.bus.consumer('exit', leave)");
        assertEquals(
                "internal: division by zero",
                ScriptExtension.failure(scripts.vertx().eventBus().request("boom", new JsonObject().put("a", 1))));
        assertTrue(
                scripts.log().get(0).matches("(?s).*ZeroDivisionError.*boom \\(test.py:2\\).*"),
                scripts.log()::toString);
        assertEquals("internal: late", scripts.refusal("later").getMessage());
        assertTrue(scripts.log().get(1).contains("test.py:4"), scripts.log()::toString);
        assertEquals(
                "internal: Circular reference detected",
                scripts.refusal("cycle").getMessage());
        assertEquals("internal: 3", scripts.refusal("exit").getMessage());
        assertEquals("internal: late", scripts.refusal("later").getMessage());
    }

    @Test
    void an_endless_loop_is_interrupted_even_where_everything_is_caught_and_the_verticle_keeps_running()
            throws Exception {
        start(
                "def loop(body, headers):",
                "  while body is None:",
                "    try:",
                "      pass",
                "    except BaseException:",
                "      pass",
                "  return body",
                "def start(context):",
                "  context.bus.consumer('loop', loop)");
        assertTrue(scripts.refusal("loop").getMessage().contains("ran longer than"));
        assertTrue(scripts.log().get(0).contains("test.py:"), scripts.log()::toString);
        assertEquals("fine", scripts.ask("loop", "fine"));
    }

    @Test
    void timers_tick_and_their_failures_are_logged() throws Exception {
        start(
                "count = 0",
                "def tick():",
                "  global count",
                "  count += 1",
                "  raise ValueError('tick')",
                "def start(context):",
                "  context.timers.set_interval(tick, 1)",
                "  context.bus.consumer('count', lambda body, headers: count)");
        Awaitility.await().until(() -> (int) scripts.ask("count", null) > 2);
        assertTrue(
                scripts.log().get(0).matches("(?s)a timer failed: ValueError: tick.*test.py:5.*"),
                scripts.log()::toString);
    }

    @Test
    void a_start_that_fails_names_file_and_line() throws Exception {
        scripts.write("syntax.py", "def start(context):", "  return (");
        scripts.write("raises.py", "def start(context):", "  raise ValueError('no')");
        scripts.write("empty.py", "x = 1");
        scripts.write("beside.py", "import gone");
        assertStartFails("syntax.py", "syntax.py:2", "SyntaxError");
        assertStartFails("raises.py", "raises.py:2", "ValueError: no");
        assertStartFails("empty.py", "empty.py:1", "add def start(context)");
        assertStartFails("beside.py", "beside.py:1", "No module named 'gone'");
        assertStartFails("none.py", "there is no none.py in " + scripts.folder());
    }

    private void assertStartFails(String file, String... parts) {
        String message = scripts.failure("python:" + file);
        List.of(parts).forEach(part -> assertTrue(message.contains(part), message));
    }

    @Test
    void files_beside_the_script_are_imported_and_nothing_else_is_read() throws Exception {
        scripts.write("lib/__init__.py").write("lib/units.py", "def kelvin(celsius): return celsius + 273");
        scripts.write("secret.env", "x");
        start(
                "import os, threading, _socket",
                "from lib.units import kelvin",
                "def attempt(text, headers):",
                "  try:",
                "    return str(eval(text))",
                "  except BaseException as error:",
                "    return 'refused'",
                "def start(context):",
                "  context.bus.consumer('kelvin', lambda body, headers: kelvin(body))",
                "  context.bus.consumer('attempt', attempt)");
        assertEquals(294, scripts.ask("kelvin", 21));
        for (String code : List.of(
                "open('/etc/passwd').read()",
                "open('secret.env').read()",
                "open('/tmp/polyloop-x', 'w')",
                "os.listdir('/')",
                "os.environ['PATH']",
                "__import__('java').type('java.lang.System')",
                "__import__('polyglot').eval(language='js', string='1')",
                "__import__('ctypes').CDLL(None)",
                "attempt.__globals__['__builtins__']['open']('/etc/passwd').read()")) {
            assertEquals("refused", scripts.ask("attempt", code), code);
        }
        // Python cannot even catch these.
        for (String code : List.of("os.system('true')", "threading.Thread(target=print).start()", "_socket.socket()")) {
            String refusal = ScriptExtension.failure(scripts.vertx().eventBus().request("attempt", code));
            assertTrue(refusal.matches("internal: .*(not allowed|excluded).*"), refusal);
        }
        assertEquals("3", scripts.ask("attempt", "1 + 2"));
    }

    @Test
    void undeploy_calls_stop_and_releases_consumers() throws Exception {
        List<Object> said = new java.util.concurrent.CopyOnWriteArrayList<>();
        scripts.vertx().eventBus().consumer("said", m -> said.add(m.body()));
        scripts.write(
                "ends.py",
                "def start(context):",
                "  global bus",
                "  bus = context.bus",
                "  bus.consumer('ends', lambda body, headers: 1)",
                "async def stop():",
                "  bus.send('said', 'stopped')");
        String id = scripts.deploy("python:ends.py");
        ScriptExtension.soon(scripts.vertx().undeploy(id));
        assertEquals("No handlers for address ends", scripts.refusal("ends").getMessage());
        Awaitility.await().until(() -> said.contains("stopped"));
    }
}
