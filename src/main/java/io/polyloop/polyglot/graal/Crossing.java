package io.polyloop.polyglot.graal;

import io.vertx.core.json.Json;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Value;

/**
 * How values cross between Java and a script. Each side gets a copy of its own, so that neither holds a live object of
 * the other.
 */
final class Crossing {
    private static final String QUOTE = "\"";

    private final Shapes shapes;
    private final Value parse;

    /** Before the script is evaluated, which may change {@code JSON}. */
    Crossing(Context sandbox) {
        shapes = new Shapes(sandbox);
        parse = sandbox.eval("js", "JSON.parse");
    }

    /** What a script sees of a value: the same as if its JSON text was parsed. In a turn. */
    Object in(Object json) {
        if (json == null || json instanceof String || json instanceof Boolean || json instanceof Integer) {
            return json;
        }
        return shapes.build(json).orElseGet(() -> parse.execute(Json.encode(json)));
    }

    /** A value that the prelude's {@code encode} made text of. */
    static Object out(String crossed) {
        return crossed.startsWith(QUOTE) ? crossed.substring(1) : Json.decodeValue(crossed);
    }
}
