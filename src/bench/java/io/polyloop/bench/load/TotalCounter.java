package io.polyloop.bench.load;

import java.util.stream.LongStream;

/** Messages of many topics, each to as many subscribers: which one has arrived is not asked, only how many. */
final class TotalCounter implements DeliveryCounter {
    private final int receivers;
    private int delivered;

    TotalCounter(int receivers) {
        this.receivers = receivers;
    }

    @Override
    public void published(long message, int everybody) {
        // All are alike.
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
