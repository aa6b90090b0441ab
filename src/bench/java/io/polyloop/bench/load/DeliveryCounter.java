package io.polyloop.bench.load;

/** Detects when a message has arrived at all its subscribers. On the event loop of the load client. */
interface DeliveryCounter {
    /** A message was published to this many receivers. */
    void published(long message, int receivers);

    /** A subscriber received its {@code nth} message. Returns whether a message has now arrived at all receivers. */
    boolean delivered(long nth);

    /** Whether {@code received}, the counts of the subscribers, has neither gaps nor duplicates. */
    boolean isComplete(long published, long[] received);
}
