package io.polyloop.limit;

import java.util.concurrent.TimeUnit;

/**
 * A rate with a burst.
 *
 * @param perSecond units that are allowed in a second
 * @param burst units that are allowed at once after a pause
 */
record Rate(int perSecond, int burst) {

    /** The time that one unit takes. */
    long unitNanos() {
        return TimeUnit.SECONDS.toNanos(1) / perSecond;
    }

    /** The time that the burst takes: the window of the quota. */
    long windowNanos() {
        return burst * unitNanos();
    }
}
