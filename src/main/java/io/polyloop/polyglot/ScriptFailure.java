package io.polyloop.polyglot;

import io.polyloop.topic.Problem;
import io.polyloop.topic.ProblemException;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Why a script failed: what it threw, where, and the problem it stands for. */
public final class ScriptFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final String FILE_AND_LINE = "(?:\\./|/)?([\\w./-]+\\.\\w+:\\d+)";
    // In a message only with a column, so that host:port is not taken for a file and a line.
    private static final Pattern PLACE =
            Pattern.compile("(?m)^\\s+at .*?" + FILE_AND_LINE + "|" + FILE_AND_LINE + "(?=:\\d)");

    private final Problem problem;
    private final String trace;

    private ScriptFailure(Problem problem, String message, String trace) {
        super(message, null, false, false);
        this.problem = problem;
        this.trace = trace;
    }

    /**
     * A value that the script threw. A {@code code} outside of the catalogue is {@link Problem#INTERNAL}, except that of a
     * request without a consumer.
     */
    public static ScriptFailure thrown(String code, String message, String trace) {
        Problem problem = code.equals(BusFailures.ABSENT) ? Problem.NOT_FOUND : Problem.ofCode(code);
        return new ScriptFailure(problem, message, trace);
    }

    /** A failure that the script did not throw. */
    public static ScriptFailure because(String message) {
        return because(message, "");
    }

    /** @param place where it happened, as a line of a stack trace, or empty */
    public static ScriptFailure because(String message, String place) {
        return new ScriptFailure(Problem.INTERNAL, message, message + place);
    }

    /** An interrupt by the watchdog. */
    public static ScriptFailure interrupted(Invocation invocation, String place) {
        return because(invocation + " ran longer than " + invocation.describeLimit() + " and was interrupted", place);
    }

    /** Whether the script named a problem of the catalogue, which makes this an answer and not a fault. */
    boolean isRefusal() {
        return problem != Problem.INTERNAL;
    }

    /** What was thrown and the script's stack trace. */
    String trace() {
        return trace;
    }

    /** What was thrown and where, in one line. */
    String summary() {
        Matcher place = PLACE.matcher(trace);
        String first = trace.lines().findFirst().orElse("");
        return place.find() ? Objects.requireNonNullElse(place.group(1), place.group(2)) + ": " + first : first;
    }

    /** The problem without the stack trace, for callers. */
    ProblemException toProblem() {
        return problem.because(getMessage());
    }

    /** The reply on the event bus: {@code <code>: <message>} and the problem's status. */
    ReplyException toReply() {
        return new ReplyException(
                ReplyFailure.RECIPIENT_FAILURE, problem.status(), problem.code() + ": " + getMessage());
    }
}
