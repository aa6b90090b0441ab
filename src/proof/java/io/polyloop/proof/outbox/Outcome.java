package io.polyloop.proof.outbox;

import io.vertx.core.buffer.Buffer;
import java.net.ConnectException;

/** What a writer knows after one request. */
enum Outcome {
    /** Everything is stored. */
    STORED,
    /** Nothing is stored: rolled back because of its statements. */
    ROLLED_BACK,
    /** Nothing is stored; the node is busy or does not serve the route yet. */
    REFUSED,
    /** Stored or not: the answer is missing, or does not say. */
    UNKNOWN,
    /** An answer that no order must receive. */
    UNEXPECTED;

    static Outcome of(int status, Buffer body) {
        return switch (status) {
            case 200, 201 -> STORED;
            case 403, 409 -> ROLLED_BACK;
            case 404, 429 -> REFUSED;
            case 503 -> body.toString().contains("_busy\"") ? REFUSED : UNKNOWN;
            case 504 -> UNKNOWN;
            default -> UNEXPECTED;
        };
    }

    /** Without a connection nothing was sent. */
    static Outcome of(Throwable failure) {
        return failure instanceof ConnectException ? REFUSED : UNKNOWN;
    }
}
