package io.polyloop.proof.chaos;

import io.vertx.core.buffer.Buffer;
import java.net.ConnectException;

/** How one request to store a message ended, as its sender knows it. */
enum PublishOutcome {
    /** It is stored. */
    OK,
    /** It is not, and will not be: nothing was done. */
    REFUSED,
    /** It may be stored or not: the answer is missing, or says so itself. */
    UNKNOWN,
    /** An answer that nobody should get for a well-formed request. */
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

    /** Nobody listened, so nobody took it; whatever else broke, broke at an unknown moment. */
    static PublishOutcome of(Throwable failure) {
        return failure instanceof ConnectException ? REFUSED : UNKNOWN;
    }
}
