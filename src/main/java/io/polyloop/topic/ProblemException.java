package io.polyloop.topic;

/** A refusal on its way to the client: a {@link Problem} and what is particular to this occurrence. */
public final class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Problem problem;
    private final String code;

    ProblemException(Problem problem, String code, String detail) {
        this(problem, code, detail, null);
    }

    private ProblemException(Problem problem, String code, String detail, Throwable cause) {
        // No stack trace: refusals are answers, made by the thousand under overload, and not faults of ours.
        super(detail, cause, false, false);
        this.problem = problem;
        this.code = code;
    }

    /** Which problem of the catalogue this is. */
    public Problem problem() {
        return problem;
    }

    /**
     * What to branch on: the problem's code, or one that says more, such as {@code fetch_timeout}. Scripts in Groovy
     * read it as {@code failure.code}.
     */
    public String getCode() {
        return code;
    }

    /**
     * {@code failure} itself if it is a refusal, otherwise {@link Problem#INTERNAL} with it as the cause, for the log.
     */
    public static ProblemException of(Throwable failure) {
        return failure instanceof ProblemException refusal
                ? refusal
                : new ProblemException(
                        Problem.INTERNAL,
                        Problem.INTERNAL.code(),
                        "an unexpected fault; the log has its cause",
                        failure);
    }
}
