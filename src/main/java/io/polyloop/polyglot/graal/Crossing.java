package io.polyloop.polyglot.graal;

import io.polyloop.polyglot.Host;
import io.polyloop.polyglot.ScriptFailure;
import io.polyloop.topic.Problem;
import io.polyloop.topic.ProblemException;
import io.vertx.core.Future;
import io.vertx.core.json.EncodeException;
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

    /**
     * What a script sees of a value: the same as if its JSON text was parsed. In a turn. Throws a {@link ScriptFailure}
     * if there is no such text.
     */
    Object in(Object json) {
        if (json == null || json instanceof String || json instanceof Boolean || json instanceof Integer) {
            return json;
        }
        return shapes.build(json).orElseGet(() -> parse.execute(text(json)));
    }

    private static String text(Object json) {
        try {
            return Json.encode(json);
        } catch (EncodeException unencodable) {
            throw ScriptFailure.because("this cannot be written as JSON: " + unencodable.getMessage());
        }
    }

    /** A value that the prelude's {@code encode} made text of. */
    static Object out(String crossed) {
        return crossed.startsWith(QUOTE) ? crossed.substring(1) : Json.decodeValue(crossed);
    }

    /** Settles a promise of the script with what {@code future} brings, on behalf of the call that it was made in. */
    void settle(Host host, Future<?> future, Value resolve, Value reject) {
        host.follow(future, end -> {
            if (end.succeeded()) {
                resolve.executeVoid(in(end.result()));
            } else {
                reject(reject, end.cause());
            }
        });
    }

    private static void reject(Value reject, Throwable failure) {
        String code =
                failure instanceof ProblemException refusal ? refusal.problem().code() : Problem.INTERNAL.code();
        reject.executeVoid(code, String.valueOf(failure.getMessage()));
    }
}
