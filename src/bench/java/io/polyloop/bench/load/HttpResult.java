package io.polyloop.bench.load;

import org.HdrHistogram.Histogram;

/**
 * What a round of asking came to.
 *
 * @param latencies of each answer, in nanoseconds, from its request
 * @param nanos how long the round took
 * @param clientCpuNanos CPU time of the load client
 */
public record HttpResult(Histogram latencies, long nanos, long clientCpuNanos) {
    public long count() {
        return latencies.getTotalCount();
    }

    public double perSecond() {
        return count() * 1e9 / nanos;
    }

    /** The load client's share of all the machine's cores, in per cent. */
    public double clientPercent() {
        return new LoadResult(count(), count(), nanos, clientCpuNanos).clientPercent();
    }
}
