package io.polyloop.proof.client;

/** Receives the events of one subscriber connection. */
public interface ConnectionListener {
    /** A message, and the position after which a later connection resumes. */
    void onMessage(String position, long seq, String key);

    /** The node no longer has the requested history. */
    void onReset();

    /** A heartbeat or another frame without a message. */
    void onHeartbeat();

    /** The node asks the client to reconnect after a delay. */
    void onGoAway(long reconnectAfterMs);

    /** The connection is closed, by either side. */
    void onClose();
}
