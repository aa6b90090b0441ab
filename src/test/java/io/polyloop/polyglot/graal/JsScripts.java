package io.polyloop.polyglot.graal;

import io.polyloop.polyglot.ScriptExtension;

/** Scripts in JavaScript. */
final class JsScripts {
    private JsScripts() {}

    static ScriptExtension extension() {
        return new ScriptExtension(new JavaScript(), "export async function start(context) {");
    }
}
