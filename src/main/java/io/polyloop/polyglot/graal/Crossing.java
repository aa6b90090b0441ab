package io.polyloop.polyglot.graal;

import io.polyloop.polyglot.Host;
import io.polyloop.topic.Problem;
import io.polyloop.topic.ProblemException;
import io.vertx.core.Future;
import io.vertx.core.json.Json;
import org.graalvm.polyglot.Value;

/** How values cross between Java and a script: as JSON text, so that neither side holds a live object of the other. */
final class Crossing {
    private Crossing() {}

    static String encode(Object value) {
        return Json.encode(value);
    }

    static Object decode(String json) {
        return Json.decodeValue(json);
    }

    /** Settles a promise of the script with what {@code future} brings, on behalf of the call that it was made in. */
    static void settle(Host host, Future<?> future, Value resolve, Value reject) {
        host.follow(future.map(Crossing::encode), end -> {
            if (end.succeeded()) {
                resolve.executeVoid(end.result());
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
