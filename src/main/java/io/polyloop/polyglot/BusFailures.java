package io.polyloop.polyglot;

import io.polyloop.bus.Failures;
import io.polyloop.topic.Problem;
import io.polyloop.topic.ProblemException;
import io.vertx.core.eventbus.ReplyException;

/** How a failed request looks to a script. */
final class BusFailures {
    /** The code of a request that has no consumer. Passed on to a client it is {@link Problem#NOT_FOUND}. */
    static final String ABSENT = "absent";

    private BusFailures() {}

    /** The problem that it stands for: the {@code <code>: <message>} of a reply, or why there is none. */
    static ProblemException problem(String address, Throwable failure) {
        if (!(failure instanceof ReplyException reply)) {
            return Problem.INTERNAL.because(String.valueOf(failure.getMessage()));
        }
        return switch (reply.failureType()) {
            case NO_HANDLERS -> Problem.NOT_FOUND.because(ABSENT, "no verticle answers " + address);
            case TIMEOUT -> Problem.VERTICLE_TIMEOUT.because(address + " did not answer in time");
            default -> Failures.parse(String.valueOf(reply.getMessage()));
        };
    }
}
