package io.polyloop.log;

import java.util.Arrays;
import java.util.Optional;

/** Library exceptions whose stack trace does not show the cause, each with its actual meaning. */
enum KnownFault {
    /**
     * In Vert.x 5 the promise of a message, {@code OutboundDeliveryContext}, rejects every failure as a second one. It is
     * the only write listener that inherits {@code Promise.complete}, the only frame in the trace that identifies it.
     */
    BUS_CONNECTION_BROKE(
            "Promise already completed",
            "io.vertx.core.Promise.complete",
            "an event bus connection broke while a message was in flight; a request will time out"),
    /** Vert.x 5 reads the state of a response that is gone when a client disconnects during it. */
    CLIENT_LEFT(
            "Http1xServerResponse.ended()",
            "io.vertx.core.http.impl.",
            "a client closed its connection before the response was complete");

    private final String message;
    private final String place;
    private final String meaning;

    KnownFault(String message, String place, String meaning) {
        this.message = message;
        this.place = place;
        this.meaning = meaning;
    }

    /** What happened, on one line. */
    String meaning() {
        return meaning;
    }

    static Optional<KnownFault> of(Throwable thrown) {
        return Arrays.stream(values()).filter(fault -> fault.is(thrown)).findFirst();
    }

    private boolean is(Throwable thrown) {
        return String.valueOf(thrown.getMessage()).contains(message)
                && Arrays.stream(thrown.getStackTrace())
                        .anyMatch(frame -> (frame.getClassName() + "." + frame.getMethodName()).startsWith(place));
    }
}
