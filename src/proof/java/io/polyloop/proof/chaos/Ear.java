package io.polyloop.proof.chaos;

/** What a subscriber hears of one connection. */
interface Ear {
    /** A message, and the position by which a later connection goes on after it. */
    void message(String position, long seq, String key);

    /** The node says that what was asked for is not there. */
    void reset();

    /** A sign of life without a message. */
    void alive();

    /** The connection is over, whoever ended it. */
    void closed();
}
