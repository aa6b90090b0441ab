package io.polyloop.cluster;

import java.util.function.IntUnaryOperator;

/**
 * Follows frames that say their length in their header, piece by piece as they arrive, and finds the first one that is
 * larger than the bound before its memory is taken. On one thread.
 */
final class FrameLengths {
    static final int TOO_LARGE = -1;

    private final int header;
    private final int lengthIndex;
    private long rest;

    /**
     * @param header bytes before the content
     * @param lengthIndex of the four bytes in the header that are the length of the content
     */
    FrameLengths(int header, int lengthIndex) {
        this.header = header;
        this.lengthIndex = lengthIndex;
    }

    /**
     * How many of the next bytes belong to frames within the bound, without a header that is still incomplete.
     *
     * @param arrived how many bytes there are
     * @param max bytes of the content of one frame
     * @param intAt the four bytes at an index, counted from the first of these bytes
     * @return {@link #TOO_LARGE} if a larger frame begins among them
     */
    int within(int arrived, int max, IntUnaryOperator intAt) {
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
