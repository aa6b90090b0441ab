package io.polyloop.bench.load;

/**
 * The result of a round of load.
 *
 * @param published messages published
 * @param deliveries messages that arrived; a round fails unless each subscriber received all of its messages
 * @param nanos duration of the round
 * @param clientCpuNanos CPU time of the load client
 */
public record LoadResult(long published, long deliveries, long nanos, long clientCpuNanos) {
    public double deliveriesPerSecond() {
        return deliveries * 1e9 / nanos;
    }

    /** The load client's share of all the machine's cores, in percent. */
    public double clientPercent() {
        return 100.0 * clientCpuNanos / nanos / Runtime.getRuntime().availableProcessors();
    }
}
