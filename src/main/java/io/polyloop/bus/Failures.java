package io.polyloop.bus;

import io.polyloop.topic.Problem;
import io.polyloop.topic.ProblemException;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;

/** Refusals over the bus: the failure code is the status, the message {@code <code>: <detail>}. */
public final class Failures {
    private static final String SEPARATOR = ": ";

    private Failures() {}

    /** Answers a request with a failure. */
    public static void reply(Message<?> request, Throwable failure) {
        ProblemException refusal = ProblemException.of(failure);
        Problem problem = refusal.problem();
        request.fail(problem.status(), problem.code() + SEPARATOR + refusal.getMessage());
    }

    /** What a failed request was refused with. Nobody there, or no answer in time, is {@code absent}. */
    public static ProblemException of(Throwable failure, Problem absent) {
        if (!(failure instanceof ReplyException reply)) {
            return ProblemException.of(failure);
        }
        if (reply.failureType() != ReplyFailure.RECIPIENT_FAILURE) {
            return absent.because("no answer in time; the outcome is unknown");
        }
        ProblemException refusal = parse(String.valueOf(reply.getMessage()));
        if (refusal.problem() != Problem.INTERNAL) {
            return refusal;
        }
        // The details of a fault are for the log of the side that answered, not for the client. A text without a code
        // comes from a verticle that replies by itself and may not have logged it: then the cause goes along.
        boolean logged =
                reply.getMessage() != null && reply.getMessage().startsWith(Problem.INTERNAL.code() + SEPARATOR);
        return ProblemException.of(logged ? null : failure);
    }

    /** Reads {@code <code>: <detail>}; a text without a known code is {@link Problem#INTERNAL} with all of it. */
    public static ProblemException parse(String text) {
        int colon = Math.max(0, text.indexOf(SEPARATOR));
        Problem problem = Problem.ofCode(text.substring(0, colon));
        boolean coded = problem.code().equals(text.substring(0, colon));
        return problem.because(coded ? text.substring(colon + SEPARATOR.length()) : text);
    }
}
