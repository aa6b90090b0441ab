package io.polyloop.polyglot.graal;

import io.polyloop.polyglot.FetchSettings;
import io.polyloop.polyglot.Scripts;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;

/** Scripts in JavaScript. */
final class JsScripts {
    private static final String HEAD = "export async function start(context) {";

    private JsScripts() {}

    static Scripts in(Path folder, Vertx vertx, FetchSettings fetch) {
        return new Scripts(folder, new JavaScript(), HEAD, vertx, fetch);
    }

    static Scripts in(Path folder, Duration limit) {
        return new Scripts(folder, new JavaScript(), HEAD, limit);
    }

    static Scripts in(Path folder) {
        return new Scripts(folder, new JavaScript(), HEAD);
    }
}
