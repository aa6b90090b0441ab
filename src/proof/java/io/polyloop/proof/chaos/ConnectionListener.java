package io.polyloop.proof.chaos;

/** What a subscriber hears of one connection. */
interface ConnectionListener {
    /** A message, and the position by which a later connection goes on after it. */
    void onMessage(String position, long seq, String key);

    /** The node says that what was asked for is not there. */
    void onReset();

    /** A sign of life without a message. */
    void onHeartbeat();

    /** The connection is over, whoever ended it. */
    void onClose();
}
