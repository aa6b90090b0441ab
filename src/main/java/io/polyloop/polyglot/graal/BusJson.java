package io.polyloop.polyglot.graal;

import io.polyloop.bus.Failures;
import io.polyloop.topic.Problem;
import io.polyloop.topic.ProblemException;
import io.vertx.core.MultiMap;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.json.JsonObject;

/** How the event bus looks to a script: headers as an object, failures as problems. */
final class BusJson {
    private BusJson() {}

    /** Null if there are none, as on most messages. */
    static JsonObject headers(MultiMap headers) {
        if (headers.isEmpty()) {
            return null;
        }
        JsonObject json = new JsonObject();
        headers.forEach((name, value) -> json.put(name, value));
        return json;
    }

    /** The problem that a failed request stands for: the {@code <code>: <message>} of a reply, or why there is none. */
    static ProblemException problem(String address, Throwable failure) {
        if (!(failure instanceof ReplyException reply)) {
            return Problem.INTERNAL.because(String.valueOf(failure.getMessage()));
        }
        return switch (reply.failureType()) {
            case NO_HANDLERS -> Problem.NOT_FOUND.because("nobody answers " + address);
            case TIMEOUT -> Problem.INTERNAL.because(address + " did not answer in time");
            default -> Failures.parse(String.valueOf(reply.getMessage()));
        };
    }
}
