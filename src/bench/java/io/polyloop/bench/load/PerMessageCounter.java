package io.polyloop.bench.load;

import java.util.stream.LongStream;

/** Everybody gets every message: a subscriber's nth is the nth of all. */
final class PerMessageCounter implements DeliveryCounter {
    /** By message, modulo the length: how many have yet to get it. */
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
