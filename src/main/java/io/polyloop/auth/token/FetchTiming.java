package io.polyloop.auth.token;

import java.time.Duration;

/**
 * When keys are fetched.
 *
 * @param refresh after a successful fetch
 * @param firstRetry after a failed fetch; doubled each time
 * @param lastRetry the maximum of that delay
 * @param unknownKey at most one fetch in this time because a token names an unknown key
 */
record FetchTiming(Duration refresh, Duration firstRetry, Duration lastRetry, Duration unknownKey) {
    static final FetchTiming DEFAULT = new FetchTiming(
            Duration.ofMinutes(5), Duration.ofSeconds(1), Duration.ofMinutes(1), Duration.ofSeconds(30));

    /** @param failures in a row, from 1 */
    Duration retry(int failures) {
        Duration delay = firstRetry.multipliedBy(1L << Math.min(failures - 1, 20));
        return delay.compareTo(lastRetry) < 0 ? delay : lastRetry;
    }
}
