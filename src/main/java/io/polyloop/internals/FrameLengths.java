package io.polyloop.internals;

import java.util.function.IntUnaryOperator;

/**
 * Tracks length-prefixed frames in the pieces in which they arrive, and finds a frame that exceeds the maximum size
 * before memory is allocated for it. Not thread-safe.
 */
public final class FrameLengths {
    public static final int TOO_LARGE = -1;

    private final int header;
    private final int lengthIndex;
    private long rest;

    /**
     * @param header the size of the header in bytes
     * @param lengthIndex the offset in the header of the content's length, four bytes
     */
    public FrameLengths(int header, int lengthIndex) {
        this.header = header;
        this.lengthIndex = lengthIndex;
    }

    /**
     * The number of received bytes that belong to frames within the maximum size, without an incomplete header.
     *
     * @param arrived the number of received bytes
     * @param max the maximum size of a frame's content in bytes
     * @param intAt reads four bytes at an index relative to the first received byte
     * @return {@link #TOO_LARGE} if a larger frame starts among them
     */
    public int within(int arrived, int max, IntUnaryOperator intAt) {
        int passed = (int) Math.min(rest, arrived);
        rest -= passed;
        while (rest == 0 && arrived - passed >= header) {
            long length = Integer.toUnsignedLong(intAt.applyAsInt(passed + lengthIndex));
            if (length > max) {
                return TOO_LARGE;
            }
            int here = (int) Math.min(header + length, arrived - passed);
            rest = header + length - here;
            passed += here;
        }
        return passed;
    }
}
