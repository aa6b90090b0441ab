package io.polyloop.bench.load;

/** Which messages have arrived at all who are to get them. On the load client's loop. */
interface DeliveryCounter {
    /** This message is on its way to so many. */
    void published(long message, int receivers);

    /** Somebody got the message that is the {@code nth} of its own. True if some message is now complete. */
    boolean delivered(long nth);

    /** Whether nothing came too often and nothing is missing, when this is what each subscriber has got. */
    boolean isComplete(long published, long[] received);
}
