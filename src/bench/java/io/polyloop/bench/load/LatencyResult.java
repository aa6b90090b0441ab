package io.polyloop.bench.load;

import org.HdrHistogram.Histogram;

/**
 * Latencies of a round at a fixed rate, from the time at which each message was due.
 *
 * @param load the counts of the round
 * @param deliveries until the last subscriber received the message, in nanoseconds
 * @param acknowledgements until the publisher received the acknowledgement, in nanoseconds; can be empty
 */
public record LatencyResult(LoadResult load, Histogram deliveries, Histogram acknowledgements) {}
