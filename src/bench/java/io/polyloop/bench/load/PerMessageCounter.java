package io.polyloop.bench.load;

import java.util.stream.LongStream;

/** Each subscriber receives every message, so the nth of a subscriber is the nth of all. */
final class PerMessageCounter implements DeliveryCounter {
    /** By message number modulo the length: subscribers that have not received the message. */
    private final int[] outstanding = new int[DeliveryTracker.MOST_OUTSTANDING];

    @Override
    public void published(long message, int receivers) {
        outstanding[(int) (message % outstanding.length)] = receivers;
    }

    @Override
    public boolean delivered(long nth) {
        return --outstanding[(int) (nth % outstanding.length)] == 0;
    }

    @Override
    public boolean isComplete(long published, long[] received) {
        return LongStream.of(received).allMatch(count -> count == published);
    }
}
