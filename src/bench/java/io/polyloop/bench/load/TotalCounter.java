package io.polyloop.bench.load;

import java.util.stream.LongStream;

/** For many topics with equally many subscribers: counts deliveries, without a record of which message arrived. */
final class TotalCounter implements DeliveryCounter {
    private final int receivers;
    private int delivered;

    TotalCounter(int receivers) {
        this.receivers = receivers;
    }

    @Override
    public void published(long message, int receivers) {
        // Each message has the same number of receivers.
    }

    @Override
    public boolean delivered(long nth) {
        delivered = (delivered + 1) % receivers;
        return delivered == 0;
    }

    @Override
    public boolean isComplete(long published, long[] received) {
        return LongStream.of(received).sum() == published * receivers;
    }
}
