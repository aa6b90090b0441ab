package io.polyloop.web;

import io.polyloop.internals.TransportErrors;

/** Every reason for which a WebSocket is closed by us: the code on the wire and whether to come back. */
enum CloseReason {
    /** The node drains; reconnect, to another one or to this one later. */
    DRAIN(1012, "service restart, reconnect"),
    /** Nothing was heard for {@code live.dead-after}. */
    DEAD(1001, "no sign of life, reconnect"),
    /** The framing is broken: nobody knows where the next frame starts. */
    PROTOCOL(1002, "broken framing"),
    /** Only text frames are understood. */
    BINARY(1003, "send text frames"),
    /** The text is not UTF-8. */
    NOT_UTF8(1007, "text is not UTF-8"),
    /** A message larger than the limit. */
    TOO_LARGE(1009, "message too large"),
    /** A message in more frames than its largest size explains. */
    TOO_MANY_FRAMES(1009, "message in too many frames"),
    /** A message, or a frame, that was begun and not ended within {@code live.stalled-after}. */
    UNFINISHED(1008, "message not complete in time"),
    /** Fell behind by more than {@code live.max-lag}; reconnect with the last position. */
    SLOW_CONSUMER(4008, "slow consumer, reconnect with the last position");

    private final short code;
    private final String text;

    CloseReason(int code, String text) {
        this.code = (short) code;
        this.text = text;
    }

    /** Why a socket is closed that could not be read any further. */
    static CloseReason of(Throwable broken) {
        return TransportErrors.isFrameTooLarge(broken) ? TOO_LARGE : PROTOCOL;
    }

    short code() {
        return code;
    }

    String text() {
        return text;
    }
}
