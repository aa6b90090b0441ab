package io.polyloop.polyglot.graal;

import io.polyloop.topic.Problem;
import io.polyloop.topic.ProblemException;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.SourceSection;

/** Why a script failed: what it threw, where, and the problem it stands for. */
final class ScriptFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final Pattern PLACE = Pattern.compile("(?:\\./|/)?([\\w./-]+\\.m?js):(\\d+)");

    private final Problem problem;
    private final String trace;

    private ScriptFailure(Problem problem, String message, String trace) {
        super(message, null, false, false);
        this.problem = problem;
        this.trace = trace;
    }

    static ScriptFailure thrown(String code, String message, String trace) {
        return new ScriptFailure(Problem.ofCode(code), message, trace);
    }

    /** A failure that is not of the script's making. */
    static ScriptFailure because(String message) {
        return new ScriptFailure(Problem.INTERNAL, message, message);
    }

    static ScriptFailure of(Call call, PolyglotException failure) {
        String message = failure.isInterrupted()
                ? call + " ran too long without a pause and was stopped"
                : failure.isCancelled() ? call + " was cut short: the script was stopped" : failure.getMessage();
        return new ScriptFailure(Problem.INTERNAL, message, message + place(failure));
    }

    /** Whether the script meant it: it named a problem of the catalogue, so this is an answer and not a fault. */
    boolean refusal() {
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
    ProblemException told() {
        return problem.because(getMessage());
    }

    /** As it travels on the bus: {@code <code>: <message>} and the problem's status. */
    ReplyException reply() {
        return new ReplyException(
                ReplyFailure.RECIPIENT_FAILURE, problem.status(), problem.code() + ": " + getMessage());
    }

    private static String place(PolyglotException failure) {
        for (PolyglotException.StackFrame frame : failure.getPolyglotStackTrace()) {
            SourceSection section = frame.isGuestFrame() ? frame.getSourceLocation() : null;
            if (section != null && !section.getSource().isInternal()) {
                return "\n    at " + frame.getRootName() + " ("
                        + section.getSource().getName() + ":" + section.getStartLine() + ")";
            }
        }
        return "";
    }
}
