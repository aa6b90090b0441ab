package io.polyloop.bench.load;

/** When messages are published. On the load client's loop. */
interface LoadPattern {
    void start();

    /** The last subscriber has got this message. */
    void completed(long message);

    /** The publisher was told that this message is stored. */
    void acknowledged(long message);

    /** Whether nothing more will be published. */
    boolean isFinished();
}
