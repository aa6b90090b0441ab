package io.polyloop.polyglot.graal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polyloop.polyglot.ScriptExtension;
import io.vertx.core.json.JsonArray;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a script asks for in vain. */
class JsSandboxTest {
    @RegisterExtension
    final ScriptExtension scripts = JsScripts.extension();

    @Test
    void there_is_no_way_to_java_the_process_or_other_code() throws Exception {
        scripts.start(
                "const names = ['Java', 'Packages', 'java', 'Polyglot', 'Graal', 'process', 'require', 'load',",
                "  'loadWithNewGlobal', 'read', 'print', 'quit', 'fetch', 'WebAssembly', 'Worker'];",
                "context.bus.consumer('names', () => names.filter((name) => name in globalThis));");
        assertEquals(new JsonArray(), scripts.ask("names", null));
    }

    @Test
    void text_is_not_evaluated() throws Exception {
        scripts.start(
                "context.bus.consumer('eval', (code) => eval(code));",
                "context.bus.consumer('function', (code) => new Function(code)());",
                "context.bus.consumer('hidden', (code) => (async () => {}).constructor(code)());");
        for (String address : List.of("eval", "function", "hidden")) {
            assertTrue(
                    ScriptExtension.failure(scripts.vertx().eventBus().request(address, "1"))
                            .contains("disabled"),
                    address);
        }
    }

    @Test
    void no_file_outside_of_the_folder_can_be_imported() throws Exception {
        Path outside = Files.writeString(
                scripts.folder().resolveSibling("outside" + scripts.folder().getFileName() + ".js"), "export {}");
        Files.createSymbolicLink(scripts.folder().resolve("link.js"), outside);
        Files.writeString(scripts.folder().resolve("secret.env"), "export {}");
        scripts.start("context.bus.consumer('import', (path) => import(path).then(() => 'read', () => 'refused'));");
        for (String path : List.of(
                outside.toString(),
                "../" + outside.getFileName(),
                outside.toUri().toString(),
                "./link.js",
                "./secret.env",
                "/etc/passwd",
                "https://example.org/x.js")) {
            assertEquals("refused", scripts.ask("import", path), path);
        }
        assertEquals("read", scripts.ask("import", "./test.js"));
        Files.delete(outside);
    }

    // A known hole in GraalJS: no option closes it. The text runs in the script's own sandbox and can do no more.
    @Test
    void a_data_url_is_the_one_way_left_to_evaluate_text() throws Exception {
        scripts.start("context.bus.consumer('data', (url) => import(url).then((module) => module.default));");
        assertEquals("undefined", scripts.ask("data", "data:text/javascript,export%20default%20typeof%20Java"));
    }

    @Test
    void a_java_error_does_not_hand_out_java() throws Exception {
        String deep = "'['.repeat(2000) + ']'.repeat(2000)";
        scripts.start(
                "context.bus.consumer('deep', () => { try { context.bus.send('x', JSON.parse(" + deep + ")); }",
                "  catch (e) { return [typeof e.getClass, typeof e.printStackTrace, typeof e.getCause]; } });");
        assertEquals(JsonArray.of("undefined", "undefined", "undefined"), scripts.ask("deep", null));
    }

    @Test
    void what_a_script_sees_cannot_be_replaced() throws Exception {
        scripts.start(
                "context.bus.consumer('frozen', () => [context, context.bus, context.timers, context.log]",
                "  .every(Object.isFrozen));");
        assertEquals(true, scripts.ask("frozen", null));
    }

    @Test
    void one_script_does_not_see_the_globals_of_another() throws Exception {
        scripts.write("a.js", "globalThis.leak = 1; Array.prototype.leak = 1; export const start = () => {};");
        scripts.deploy("js:a.js");
        scripts.start("context.bus.consumer('leak', () => typeof leak + typeof [].leak);");
        assertEquals("undefinedundefined", scripts.ask("leak", null));
    }
}
