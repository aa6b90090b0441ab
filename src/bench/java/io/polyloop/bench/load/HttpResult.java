package io.polyloop.bench.load;

import org.HdrHistogram.Histogram;

/**
 * The result of a round of HTTP requests.
 *
 * @param latencies from each request to its response, in nanoseconds
 * @param nanos duration of the round
 * @param clientCpuNanos CPU time of the load client
 */
public record HttpResult(Histogram latencies, long nanos, long clientCpuNanos) {
    public long count() {
        return latencies.getTotalCount();
    }

    public double perSecond() {
        return count() * 1e9 / nanos;
    }

    /** The load client's share of all the machine's cores, in percent. */
    public double clientPercent() {
        return new LoadResult(count(), count(), nanos, clientCpuNanos).clientPercent();
    }
}
