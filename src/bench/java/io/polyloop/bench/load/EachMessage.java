package io.polyloop.bench.load;

import java.util.stream.LongStream;

/** Everybody gets every message: a subscriber's nth is the nth of all. */
final class EachMessage implements Tally {
    /** By message, modulo the length: how many have yet to get it. */
    private final int[] missing = new int[Crowd.ON_THE_WAY];

    @Override
    public void published(long message, int receivers) {
        missing[(int) (message % missing.length)] = receivers;
    }

    @Override
    public boolean delivered(long nth) {
        return --missing[(int) (nth % missing.length)] == 0;
    }

    @Override
    public boolean isComplete(long published, long[] received) {
        return LongStream.of(received).allMatch(count -> count == published);
    }
}
