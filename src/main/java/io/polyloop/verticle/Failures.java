package io.polyloop.verticle;

import io.polyloop.topic.Problem;
import io.polyloop.topic.ProblemException;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;

/** Refusals over the bus: the failure code is the HTTP status, the message is {@code <code>: <detail>}. */
public final class Failures {
    private static final String SEPARATOR = ": ";

    private Failures() {}

    /**
     * Replies to a request with a failure: a {@link ProblemException} as it is, any other as {@link Problem#INTERNAL}
     * without its text, which you log.
     */
    public static void reply(Message<?> request, Throwable failure) {
        ProblemException refusal = ProblemException.of(failure);
        Problem problem = refusal.problem();
        request.fail(problem.status(), problem.code() + SEPARATOR + refusal.getMessage());
    }

    /**
     * The refusal that a failed request was answered with; a problem of kind {@code absent} if there was no consumer or
     * no answer in time.
     */
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
        // The details of a fault belong to the log of the side that replied, not to the client. Text without a code is
        // from a verticle that replied on its own and may not have logged the fault: then the cause is kept.
        boolean logged =
                reply.getMessage() != null && reply.getMessage().startsWith(Problem.INTERNAL.code() + SEPARATOR);
        return ProblemException.of(logged ? null : failure);
    }

    /** Parses {@code <code>: <detail>}; text without a known code becomes the detail of {@link Problem#INTERNAL}. */
    public static ProblemException parse(String text) {
        int colon = Math.max(0, text.indexOf(SEPARATOR));
        Problem problem = Problem.ofCode(text.substring(0, colon));
        boolean coded = problem.code().equals(text.substring(0, colon));
        return problem.because(coded ? text.substring(colon + SEPARATOR.length()) : text);
    }
}
