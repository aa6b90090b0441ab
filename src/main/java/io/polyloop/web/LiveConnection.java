package io.polyloop.web;

/** A connection that stays: a WebSocket or an event stream. Called on its event loop. */
interface LiveConnection {
    /** Called each {@code live.heartbeat}: shows a sign of life, and ends if the peer shows none. */
    void heartbeat();

    /** Called in each part of {@code live.stalled-after}: ends a connection whose peer has not moved for as long. */
    void checkStalled();

    /** Asks the client to come back after {@code reconnectAfterMs}, to this node or another, and ends. */
    void goAway(long reconnectAfterMs);

    /** Ends at once, whatever the peer has not read yet. */
    void closeNow();
}
