package io.polyloop.proof.chaos;

import io.vertx.core.buffer.Buffer;
import java.net.ConnectException;

/** The outcome of one request to publish a message, as far as its sender knows. */
enum PublishOutcome {
    /** The message is stored. */
    OK,
    /** The message is not stored, and this request does not store it later. */
    REFUSED,
    /** The message is stored or not: the response is missing, or does not say. */
    UNKNOWN,
    /** A response that a well-formed request must not receive. */
    UNEXPECTED;

    private static final String BUSY = "\"journal_busy\"";

    static PublishOutcome of(int status, Buffer body) {
        return switch (status) {
            case 200, 201 -> OK;
            case 429 -> REFUSED;
            case 503 -> body.toString().contains(BUSY) ? REFUSED : UNKNOWN;
            default -> UNEXPECTED;
        };
    }

    /** Without a connection nothing was sent; any other failure can come after the message was stored. */
    static PublishOutcome of(Throwable failure) {
        return failure instanceof ConnectException ? REFUSED : UNKNOWN;
    }
}
