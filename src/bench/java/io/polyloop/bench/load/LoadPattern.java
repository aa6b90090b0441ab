package io.polyloop.bench.load;

/** When messages are published. On the event loop of the load client. */
interface LoadPattern {
    void start();

    /** Called when the last subscriber has received a message. */
    void completed(long message);

    /** Called when the publisher has received an acknowledgement. */
    void acknowledged(long message);

    /** Whether the last message has been published. */
    boolean isFinished();
}
