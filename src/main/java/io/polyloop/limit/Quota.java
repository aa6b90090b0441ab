package io.polyloop.limit;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Where a client stands with one limit.
 *
 * @param limit its name, such as {@code subject}
 * @param units allowed in a window
 * @param window in seconds
 * @param remaining units that are left
 * @param resetAfter seconds until all are allowed again; for a refusal, until the refused ones are
 * @param retryAfter zero unless it is exceeded
 */
public record Quota(String limit, int units, long window, long remaining, long resetAfter, Duration retryAfter) {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    static Quota of(String limit, RateLimiter limiter, String key, long waitNanos) {
        Rate rate = limiter.rate();
        long ahead = limiter.aheadNanos(key);
        long remaining = waitNanos > 0 ? 0 : Math.max(0, rate.windowNanos() - ahead) / rate.unitNanos();
        return new Quota(
                limit,
                rate.burst(),
                seconds(rate.windowNanos()),
                remaining,
                seconds(waitNanos > 0 ? waitNanos : ahead),
                Duration.ofNanos(waitNanos));
    }

    /** Whether what was asked for is more than the limit allows. */
    public boolean isExceeded() {
        return !retryAfter.isZero();
    }

    private static long seconds(long nanos) {
        return (nanos + SECOND - 1) / SECOND;
    }
}
