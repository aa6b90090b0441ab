package io.polyloop.bench.load;

/**
 * What a round of load came to.
 *
 * @param published messages published
 * @param deliveries messages that arrived: as many for each subscriber as were published, or the round failed
 * @param nanos how long it took
 * @param clientCpuNanos CPU time of the load client
 */
public record LoadResult(long published, long deliveries, long nanos, long clientCpuNanos) {
    public double deliveriesPerSecond() {
        return deliveries * 1e9 / nanos;
    }

    /** The load client's share of all the machine's cores, in per cent. */
    public double clientPercent() {
        return 100.0 * clientCpuNanos / nanos / Runtime.getRuntime().availableProcessors();
    }
}
