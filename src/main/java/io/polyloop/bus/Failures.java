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
        // What went wrong inside is for the log there, not for whoever asked.
        return refusal.problem() == Problem.INTERNAL ? ProblemException.of(failure) : refusal;
    }

    /** Reads {@code <code>: <detail>}; a text without a known code is {@link Problem#INTERNAL} with all of it. */
    public static ProblemException parse(String text) {
        int colon = Math.max(0, text.indexOf(SEPARATOR));
        Problem problem = Problem.ofCode(text.substring(0, colon));
        boolean coded = problem.code().equals(text.substring(0, colon));
        return problem.because(coded ? text.substring(colon + SEPARATOR.length()) : text);
    }
}
