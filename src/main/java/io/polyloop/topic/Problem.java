package io.polyloop.topic;

import java.time.Duration;
import java.util.Locale;

/**
 * The error catalogue: every reason to refuse a request, a frame or a bus message. The title of each says when it is
 * used; a release can add problems, so a {@code switch} over them needs a default.
 *
 * <p>The {@linkplain #code() code} is stable and part of the wire contract; the same code travels in
 * {@code application/problem+json} (RFC 9457), in a WebSocket {@code error} frame and in a bus failure.
 */
public enum Problem {
    INVALID_JSON(400, "The body is not valid JSON"),
    INVALID_MESSAGE(400, "The message is not valid"),
    INVALID_TOPIC(400, "The topic name is not valid"),
    INVALID_POSITION(400, "The position is not valid"),
    INVALID_PARAMETER(400, "A parameter is not valid"),
    INVALID_REQUEST(400, "The request is not valid HTTP"),
    UNAUTHENTICATED(401, "Credentials are missing or invalid"),
    FORBIDDEN(403, "Access denied"),
    NOT_FOUND(404, "Not found"),
    METHOD_NOT_ALLOWED(405, "The method is not allowed"),
    CONFLICT(409, "The state in the database is not as expected"),
    CANCELLED(409, "Replaced by another request of the same client"),
    TOO_LARGE(413, "The message is too large"),
    URI_TOO_LONG(414, "The request target is too long"),
    UNSUPPORTED_MEDIA_TYPE(415, "The media type is not supported"),
    RANGE_NOT_SATISFIABLE(416, "The range is not satisfiable"),
    EXPECTATION_FAILED(417, "The expectation is not supported"),
    UNKNOWN_HOST(421, "The host is not served by this node"),
    IDEMPOTENCY_CONFLICT(422, "The idempotency key was used with another body"),
    UPGRADE_REQUIRED(426, "This route requires WebSocket version 13"),
    RATE_LIMITED(429, "Too many requests"),
    HEADERS_TOO_LARGE(431, "The request headers are too large"),
    INTERNAL(500, "Internal error"),
    NOT_IMPLEMENTED(501, "Not implemented"),
    JOURNAL_BUSY(503, "The journal is overloaded"),
    JOURNAL_DOWN(503, "The journal is unavailable"),
    ISSUER_UNAVAILABLE(503, "The keys of the token's issuer are unavailable"),
    VERTICLE_BUSY(503, "The verticle behind this route is overloaded"),
    VERTICLE_TIMEOUT(504, "The verticle behind this route did not answer in time"),
    HTTP_VERSION_UNSUPPORTED(505, "The HTTP version is not supported");

    /**
     * How long a client waits before it retries after a {@link #retryable()} problem, unless the refusal knows better. A
     * commit takes milliseconds, so this is the shortest time that {@code Retry-After} can express.
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

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** A short summary for people, the same for every occurrence. */
    public String title() {
        return title;
    }

    /** Whether the same request can succeed when it is retried after a pause. */
    public boolean retryable() {
        return switch (this) {
            case RATE_LIMITED, JOURNAL_BUSY, JOURNAL_DOWN, ISSUER_UNAVAILABLE, VERTICLE_BUSY -> true;
            default -> false;
        };
    }

    /** This problem as an exception, with the detail of this occurrence. */
    public ProblemException because(String detail) {
        return because(code(), detail);
    }

    /** This problem as an exception with a more specific code, for a caller within the service. */
    public ProblemException because(String code, String detail) {
        return because(code, detail, RETRY_AFTER);
    }

    private ProblemException because(String code, String detail, Duration retryAfter) {
        return new ProblemException(this, code, detail, retryAfter);
    }

    /** This problem as an exception that knows when the same request can succeed. */
    public ProblemException because(String detail, Duration retryAfter) {
        return because(code(), detail, retryAfter);
    }

    /** The problem with this code, or {@link #INTERNAL} if the code is unknown. */
    public static Problem ofCode(String code) {
        for (Problem problem : values()) {
            if (problem.code().equals(code)) {
                return problem;
            }
        }
        return INTERNAL;
    }
}
