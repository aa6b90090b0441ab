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
            return absent.because("nobody answered in time; the outcome is unknown");
        }
        String text = String.valueOf(reply.getMessage());
        int colon = text.indexOf(SEPARATOR);
        Problem problem = Problem.ofCode(colon < 0 ? text : text.substring(0, colon));
        if (problem == Problem.INTERNAL) {
            // What went wrong inside is for the log there, not for whoever asked.
            return ProblemException.of(failure);
        }
        return problem.because(colon < 0 ? text : text.substring(colon + SEPARATOR.length()));
    }
}
