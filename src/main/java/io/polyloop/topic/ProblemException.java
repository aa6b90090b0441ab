package io.polyloop.topic;

/** A refusal on its way to the client: a {@link Problem} and the detail of this occurrence. */
public final class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Problem problem;
    private final String code;

    ProblemException(Problem problem, String code, String detail) {
        this(problem, code, detail, null);
    }

    private ProblemException(Problem problem, String code, String detail, Throwable cause) {
        // No stack trace: refusals are answers, not faults, and overload creates thousands of them.
        super(detail, cause, false, false);
        this.problem = problem;
        this.code = code;
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
                        failure);
    }
}
