package io.polyloop.web;

/** A long-lived connection: a WebSocket or an event stream. Called on its event loop. */
interface LiveConnection {
    /** Called each {@code live.heartbeat}: sends a heartbeat, and closes if the peer is dead. */
    void heartbeat();

    /** Called several times in {@code live.stalled-after}: closes a connection that has stalled for as long. */
    void checkStalled();

    /** Called several times a second if clients authenticate: closes a connection whose credentials have ended. */
    void checkCredentials();

    /** Whether the client has received everything, its answers among it, and is not asked to reconnect yet. */
    boolean canLeave();

    /** Asks the client to reconnect after {@code reconnectAfterMs}, to this node or another, and closes. */
    void goAway(long reconnectAfterMs);

    /** Closes at once, even if the peer has not read everything. */
    void closeNow();
}
