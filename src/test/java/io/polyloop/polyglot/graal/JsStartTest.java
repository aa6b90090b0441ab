package io.polyloop.polyglot.graal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polyloop.polyglot.ScriptExtension;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What stops a script from starting, and that the message says where and what to do. */
class JsStartTest {
    @RegisterExtension
    final ScriptExtension scripts = JsScripts.extension();

    @Test
    void a_missing_file_is_named_with_the_folder() {
        assertStartFails(
                "js:none.js",
                "there is no none.js in " + scripts.folder()
                        + ", scripts/ on the classpath; add the file or correct the name");
    }

    @Test
    void another_suffix_is_refused() {
        assertStartFails("js:orders.py", "write a file that ends in .js or .mjs");
    }

    @Test
    void a_path_out_of_the_folder_is_refused() {
        assertStartFails("js:../orders.js", "write a file that ends in .js or .mjs");
    }

    @Test
    void a_syntax_error_names_file_and_line() throws Exception {
        scripts.write("bad.js", "export const a = 1;", "export function start( {", "}");
        assertStartFails("js:bad.js", "bad.js:3", "SyntaxError");
    }

    @Test
    void a_syntax_error_in_an_imported_file_names_that_file() throws Exception {
        scripts.write("lib/bad.js", "", "const = 1;");
        scripts.write("main.js", "import './lib/bad.js';", "export function start() {}");
        assertStartFails("js:main.js", "lib/bad.js:2", "SyntaxError");
    }

    @Test
    void a_missing_import_names_both_files() throws Exception {
        scripts.write("main.js", "import './gone.js';", "export function start() {}");
        assertStartFails("js:main.js", "gone.js", "imported from /main.js");
    }

    @Test
    void globals_of_node_are_refused_with_their_replacement() throws Exception {
        scripts.write("main.js", "import _ from 'lodash';", "export function start() {}");
        assertStartFails(
                "js:main.js", "Cannot find module 'lodash'", "bundle npm packages, see docs/languages/javascript.md");
        scripts.write("timer.js", "export function start() {", "setTimeout(() => {}, 1); }");
        assertStartFails("js:timer.js", "timer.js:2", "setTimeout is not defined (use context.timers.setTimeout)");
    }

    @Test
    void a_throw_at_the_top_names_file_and_line() throws Exception {
        scripts.write("top.js", "export function start() {}", "throw new Error('top');");
        assertStartFails("js:top.js", "top.js:2: Error: top");
    }

    @Test
    void a_throwing_start_names_file_and_line() throws Exception {
        scripts.write("throws.js", "export async function start() {", "  await null;", "  null.x;", "}");
        assertStartFails("js:throws.js", "throws.js:3: TypeError");
    }

    @Test
    void a_script_without_start_is_refused_with_what_to_export() throws Exception {
        scripts.write("empty.js", "export const begin = 1;");
        assertStartFails("js:empty.js", "empty.js:1", "add export function start(context)");
    }

    @Test
    void an_endless_loop_at_the_top_is_stopped() throws Exception {
        scripts.write("loop.js", "export function start() {}", "for (;;) {}");
        assertStartFails("js:loop.js", "loading loop.js ran longer than");
    }

    @Test
    void an_await_at_the_top_that_never_ends_is_refused() throws Exception {
        scripts.write("never.js", "await new Promise(() => {});", "export function start() {}");
        assertStartFails("js:never.js", "top-level await", "move it into start()");
    }

    @Test
    void a_start_that_never_ends_fails() throws Exception {
        scripts.write("never.js", "export const start = () => new Promise(() => {});");
        assertStartFails("js:never.js", "start() did not complete within 9000 ms");
    }

    @Test
    void an_invalid_address_is_reported_with_its_line() throws Exception {
        scripts.write("route.js", "export function start({ http }) {", "http.get('/api/v1/topics', () => 1); }");
        assertStartFails("js:route.js", "route.js:2: TypeError: the path /api/v1/topics cannot be routed");
        scripts.write("topic.js", "export function start({ topics }) {", "topics.on('Readings.*', () => 1); }");
        assertStartFails("js:topic.js", "topic.js:2: TypeError: Readings.*: ");
    }

    @Test
    void a_failed_start_leaves_no_consumer() throws Exception {
        scripts.write("half.js", "export function start({ bus }) {", "bus.consumer('half', () => 1);", "throw 'x'; }");
        assertStartFails("js:half.js", "js:half.js cannot start: x");
        assertEquals("No handlers for address half", scripts.refusal("half").getMessage());
    }

    private void assertStartFails(String name, String... parts) {
        String message = scripts.failure(name);
        for (String part : parts) {
            assertTrue(message.contains(part), message);
        }
        assertTrue(message.contains(name), message);
        assertEquals(Set.of(), scripts.vertx().deploymentIDs());
    }
}
