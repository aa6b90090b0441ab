package io.polyloop.topic;

/** A refusal on its way to the client: a {@link Problem} and what is particular to this occurrence. */
public final class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Problem problem;

    ProblemException(Problem problem, String detail) {
        // No stack trace: refusals are answers, made by the thousand under overload, and not faults of ours.
        super(detail, null, false, false);
        this.problem = problem;
    }

    /** Which problem of the catalogue this is. */
    public Problem problem() {
        return problem;
    }

    /** {@code failure} itself if it is a refusal, otherwise {@link Problem#INTERNAL} without its text. */
    public static ProblemException of(Throwable failure) {
        return failure instanceof ProblemException refusal
                ? refusal
                : Problem.INTERNAL.because("an unexpected fault; the log has its cause");
    }
}
