package io.polyloop.topic;

import java.time.Duration;

/** A refusal on its way to the client: a {@link Problem} and the detail of this occurrence. */
public final class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Problem problem;
    private final String code;
    private final Duration retryAfter;

    ProblemException(Problem problem, String code, String detail, Duration retryAfter) {
        this(problem, code, detail, retryAfter, null);
    }

    private ProblemException(Problem problem, String code, String detail, Duration retryAfter, Throwable cause) {
        // No stack trace: refusals are answers, not faults, and overload creates thousands of them.
        super(detail, cause, false, false);
        this.problem = problem;
        this.code = code;
        this.retryAfter = retryAfter;
    }

    /** The problem in the catalogue. */
    public Problem problem() {
        return problem;
    }

    /**
     * The code to branch on: the problem's code, or a more specific one such as {@code fetch_timeout}. A getter,
     * which some languages of the JVM read as {@code failure.code}.
     */
    public String getCode() {
        return code;
    }

    /** How long to wait before the same request can succeed, if the problem is {@link Problem#retryable()}. */
    public Duration retryAfter() {
        return retryAfter;
    }

    /**
     * {@code failure} itself if it is a refusal, otherwise {@link Problem#INTERNAL} with {@code failure} as the cause
     * for the log.
     */
    public static ProblemException of(Throwable failure) {
        return failure instanceof ProblemException refusal
                ? refusal
                : new ProblemException(
                        Problem.INTERNAL,
                        Problem.INTERNAL.code(),
                        "unexpected error; the cause is in the log",
                        Problem.RETRY_AFTER,
                        failure);
    }
}
