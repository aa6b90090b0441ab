package io.polyloop.polyglot;

import io.polyloop.topic.Problem;
import io.polyloop.topic.ProblemException;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Why a script failed: what it threw, where, and the problem it stands for. */
public final class ScriptFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;
    // The suffixes are named: host:port in a message is no place.
    private static final Pattern PLACE = Pattern.compile("(?:\\./|/)?([\\w./-]+\\.(?:m?js|ts|groovy|py)):(\\d+)");

    private final Problem problem;
    private final String trace;

    private ScriptFailure(Problem problem, String message, String trace) {
        super(message, null, false, false);
        this.problem = problem;
        this.trace = trace;
    }

    /**
     * Something thrown. A {@code code} that is not of the catalogue is {@link Problem#INTERNAL}, unless it is that of a
     * failed request.
     */
    public static ScriptFailure thrown(String code, String message, String trace) {
        Problem problem = code.equals(BusFailures.ABSENT) ? Problem.NOT_FOUND : Problem.ofCode(code);
        return new ScriptFailure(problem, message, trace);
    }

    /** A failure that is not of the script's making. */
    public static ScriptFailure because(String message) {
        return because(message, "");
    }

    /** The same with the place it happened at, as a line of a trace or empty. */
    public static ScriptFailure because(String message, String place) {
        return new ScriptFailure(Problem.INTERNAL, message, message + place);
    }

    /** What the watchdog did; {@code place} is a line of a trace. */
    public static ScriptFailure interrupted(Invocation invocation, String place) {
        return because(invocation + " ran longer than " + invocation.describeLimit() + " and was interrupted", place);
    }

    /** Whether the script meant it: it named a problem of the catalogue, so this is an answer and not a fault. */
    boolean isRefusal() {
        return problem != Problem.INTERNAL;
    }

    /** What was thrown with the script's stack: every line names file and line. */
    String trace() {
        return trace;
    }

    /** One line for the one who deploys it: what was thrown and where. */
    String summary() {
        Matcher place = PLACE.matcher(trace);
        String first = trace.lines().findFirst().orElse("");
        return place.find() ? place.group(1) + ":" + place.group(2) + ": " + first : first;
    }

    /** As the one of whom it is told may know it. */
    ProblemException toProblem() {
        return problem.because(getMessage());
    }

    /** As it travels on the bus: {@code <code>: <message>} and the problem's status. */
    ReplyException toReply() {
        return new ReplyException(
                ReplyFailure.RECIPIENT_FAILURE, problem.status(), problem.code() + ": " + getMessage());
    }
}
