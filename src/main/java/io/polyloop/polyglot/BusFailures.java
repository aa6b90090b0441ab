package io.polyloop.polyglot;

import io.polyloop.topic.Problem;
import io.polyloop.topic.ProblemException;
import io.polyloop.verticle.Failures;
import io.vertx.core.eventbus.ReplyException;

/** Turns the failure of a request into a problem for the script. */
final class BusFailures {
    /** The code of a request whose address has no consumer. For an HTTP client it is {@link Problem#NOT_FOUND}. */
    static final String ABSENT = "absent";

    private BusFailures() {}

    /** The problem in a reply, {@code <code>: <message>}, or the reason why there is no reply. */
    static ProblemException problem(String address, Throwable failure) {
        if (!(failure instanceof ReplyException reply)) {
            return Problem.INTERNAL.because(String.valueOf(failure.getMessage()));
        }
        return switch (reply.failureType()) {
            case NO_HANDLERS -> Problem.NOT_FOUND.because(ABSENT, "no consumer is registered for " + address);
            case TIMEOUT -> Problem.VERTICLE_TIMEOUT.because(address + " did not answer in time");
            default -> Failures.parse(String.valueOf(reply.getMessage()));
        };
    }
}
