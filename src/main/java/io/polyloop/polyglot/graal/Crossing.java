package io.polyloop.polyglot.graal;

import io.vertx.core.json.Json;

/** How values cross between Java and a script: as JSON text, so that neither side holds a live object of the other. */
final class Crossing {
    private Crossing() {}

    static String encode(Object value) {
        return Json.encode(value);
    }

    static Object decode(String json) {
        return Json.decodeValue(json);
    }
}
