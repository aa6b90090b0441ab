package io.polyloop.topic;

import java.time.Duration;
import java.util.Locale;

/**
 * Every reason for which a request, a frame or a bus message is refused: the one error catalogue.
 *
 * <p>The {@linkplain #code() code} is stable and part of the wire contract; the same code travels in
 * {@code application/problem+json} (RFC 9457), in a WebSocket {@code error} frame and in a bus failure.
 */
public enum Problem {
    INVALID_JSON(400, "The body is not valid JSON"),
    INVALID_MESSAGE(400, "The message does not have the expected form"),
    INVALID_TOPIC(400, "The topic name is not valid"),
    INVALID_POSITION(400, "The position is not valid"),
    INVALID_PARAMETER(400, "A parameter is not valid"),
    INVALID_REQUEST(400, "The request is not valid HTTP"),
    UNAUTHENTICATED(401, "Credentials are missing or not accepted"),
    FORBIDDEN(403, "This is not allowed"),
    NOT_FOUND(404, "There is nothing here"),
    METHOD_NOT_ALLOWED(405, "The method is not allowed here"),
    CANCELLED(409, "Another request of the same client took its place"),
    TOO_LARGE(413, "The message is too large"),
    URI_TOO_LONG(414, "The request target is too long"),
    UNSUPPORTED_MEDIA_TYPE(415, "The media type is not supported"),
    RANGE_NOT_SATISFIABLE(416, "The range is outside of the page"),
    EXPECTATION_FAILED(417, "The expectation cannot be met"),
    UNKNOWN_HOST(421, "This node does not answer to that host"),
    IDEMPOTENCY_CONFLICT(422, "The idempotency key was used with another body"),
    UPGRADE_REQUIRED(426, "This address speaks WebSocket version 13"),
    RATE_LIMITED(429, "Too many requests"),
    HEADERS_TOO_LARGE(431, "The request headers are too large"),
    INTERNAL(500, "Something failed inside"),
    NOT_IMPLEMENTED(501, "This is not supported"),
    JOURNAL_BUSY(503, "The journal has as much work as it accepts"),
    JOURNAL_DOWN(503, "The journal cannot be reached"),
    VERTICLE_BUSY(503, "The verticle behind this address has as much work as is accepted"),
    VERTICLE_TIMEOUT(504, "The verticle behind this address did not answer in time"),
    HTTP_VERSION_UNSUPPORTED(505, "This version of HTTP is not spoken here");

    /**
     * After which a client may send again what was refused with a {@link #retryable()} problem: a commit takes
     * milliseconds, so this is the shortest time that {@code Retry-After} knows.
     */
    public static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final int status;
    private final String title;

    Problem(int status, String title) {
        this.status = status;
        this.title = title;
    }

    /** The stable, lower-case code of the wire contract, such as {@code journal_busy}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The HTTP status that goes with it. */
    public int status() {
        return status;
    }

    /** A short sentence for people, the same for every occurrence. */
    public String title() {
        return title;
    }

    /** Whether the same request may succeed when sent again after a pause. */
    public boolean retryable() {
        return this == RATE_LIMITED || this == JOURNAL_BUSY || this == JOURNAL_DOWN || this == VERTICLE_BUSY;
    }

    /** This problem as a failure, with what is particular to this occurrence. */
    public ProblemException because(String detail) {
        return because(code(), detail);
    }

    /** The same with a code that says more than this problem's own, for a caller within the service. */
    public ProblemException because(String code, String detail) {
        return new ProblemException(this, code, detail);
    }

    /** The problem with this code, or {@link #INTERNAL} for a code that no version of ours uses. */
    public static Problem ofCode(String code) {
        for (Problem problem : values()) {
            if (problem.code().equals(code)) {
                return problem;
            }
        }
        return INTERNAL;
    }
}
