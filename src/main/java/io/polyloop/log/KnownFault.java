package io.polyloop.log;

import java.util.Arrays;
import java.util.Optional;

/** Faults of libraries whose stack trace says nothing about what has happened, with what has. */
enum KnownFault {
    /**
     * A message's promise in Vert.x 5, {@code OutboundDeliveryContext}, answers each failure that it has failed before.
     * It alone listens to a write as a promise that has no {@code complete} of its own, which is all that the trace
     * shows.
     */
    BUS_CONNECTION_BROKE(
            "Promise already completed",
            "io.vertx.core.Promise.complete",
            "a connection of the event bus broke with a message on its way; a request gets a timeout as its answer"),
    /** Vert.x 5 reads the state of a response that is gone when a client leaves during the answer. */
    CLIENT_LEFT(
            "Http1xServerResponse.ended()",
            "io.vertx.core.http.impl.",
            "a client closed its connection before its answer was complete");

    private final String message;
    private final String place;
    private final String meaning;

    KnownFault(String message, String place, String meaning) {
        this.message = message;
        this.place = place;
        this.meaning = meaning;
    }

    /** What happened, in one line. */
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
