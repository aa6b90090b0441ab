package io.polyloop.auth.token;

import io.polyloop.topic.Problem;
import io.polyloop.topic.ProblemException;

/** The reasons to refuse credentials. None quotes them. */
enum Refusal {
    TOO_LARGE("the token is larger than 8 KiB"),
    MALFORMED("the token is not a signed JWT"),
    ENCRYPTED("the token is encrypted"),
    ISSUER("the issuer of the token is not accepted"),
    ALGORITHM("the algorithm of the token is not accepted"),
    TYPE("the type of the token (header typ) is not accepted"),
    CRITICAL("the token has a critical header parameter"),
    AUDIENCE("the token is for another audience"),
    SUBJECT("the token has no subject"),
    NAMES("the subject, the id or the tenant of the token is too long, is empty or has a control character"),
    NO_EXPIRY("the token has no expiry"),
    TIME("exp, nbf and iat have to be numbers of seconds"),
    EXPIRED("the token has expired"),
    NOT_YET_VALID("the token is not valid yet"),
    VALID_TOO_LONG("the token is valid for longer than auth.max-age"),
    UNKNOWN_KEY("the token is signed with an unknown key"),
    /** No fault of the token: the same one can be accepted later. */
    KEYS_UNAVAILABLE(Problem.ISSUER_UNAVAILABLE, "the keys of the issuer are not available"),
    SIGNATURE("the signature of the token is not valid"),
    SERVICE_KEY("the service key is not valid"),
    SERVICE_KEY_EXPIRED("the service key has expired");

    private final Problem problem;
    private final String reason;

    Refusal(String reason) {
        this(Problem.UNAUTHENTICATED, reason);
    }

    Refusal(Problem problem, String reason) {
        this.problem = problem;
        this.reason = reason;
    }

    ProblemException exception() {
        return problem.because(reason);
    }

    /** Refuses unless {@code holds}. */
    void unless(boolean holds) {
        if (!holds) {
            throw exception();
        }
    }
}
