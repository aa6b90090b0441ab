package io.polyloop.web;

import io.polyloop.auth.Ending;
import io.polyloop.internals.TransportErrors;

/** The reasons for which the server closes a WebSocket, with the close code of each. */
enum CloseReason {
    /** The node drains; reconnect, to another one or to this one later. */
    DRAIN(1012, "service restart, reconnect"),
    /** The peer sent nothing for {@code live.dead-after}. */
    DEAD(1001, "no sign of life, reconnect"),
    /** The framing is broken: the start of the next frame is unknown. */
    PROTOCOL(1002, "broken framing"),
    /** Only text frames are supported. */
    BINARY(1003, "send text frames"),
    /** The text is not UTF-8. */
    NOT_UTF8(1007, "text is not UTF-8"),
    /** A message larger than the limit. */
    TOO_LARGE(1009, "message too large"),
    /** The message has more frames than the size limit allows. */
    TOO_MANY_FRAMES(1009, "message in too many frames"),
    /** Credentials could not be verified now; reconnect later. */
    OVERLOAD(1013, "credentials cannot be verified now, reconnect later"),
    /** A message or frame was not completed within {@code live.stalled-after}. */
    UNFINISHED(1008, "message not complete in time"),
    /** A slow consumer lags by more than {@code live.max-lag}; reconnect with the last position. */
    SLOW_CONSUMER(4008, "slow consumer, reconnect with the last position"),
    /** No, an invalid or an expired token; get a new one, then reconnect. */
    UNAUTHENTICATED(4401, "unauthenticated, reconnect with a new token"),
    /** The credentials of an open socket have expired; get a new token, then reconnect. */
    EXPIRED(4401, "token expired, reconnect with a new token"),
    /** The credentials of an open socket were revoked; log in again, and reconnect only with new ones. */
    REVOKED(4401, "revoked");

    private final short code;
    private final String text;

    CloseReason(int code, String text) {
        this.code = (short) code;
        this.text = text;
    }

    /** The reason for a socket that cannot be read any further. */
    static CloseReason of(Throwable broken) {
        return TransportErrors.isFrameTooLarge(broken) ? TOO_LARGE : PROTOCOL;
    }

    static CloseReason of(Ending ending) {
        return ending == Ending.EXPIRED ? EXPIRED : REVOKED;
    }

    short code() {
        return code;
    }

    String text() {
        return text;
    }
}
