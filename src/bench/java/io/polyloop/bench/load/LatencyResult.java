package io.polyloop.bench.load;

import org.HdrHistogram.Histogram;

/**
 * How late things were in a round at a fixed pace, from the time a message was to be sent.
 *
 * @param load what the round came to
 * @param deliveries until the last subscriber had it, nanoseconds
 * @param acknowledgements until the publisher was told that it is stored; empty if the server does not tell
 */
public record LatencyResult(LoadResult load, Histogram deliveries, Histogram acknowledgements) {}
