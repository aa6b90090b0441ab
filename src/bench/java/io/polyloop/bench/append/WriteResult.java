package io.polyloop.bench.append;

/**
 * The durable appends of one round.
 *
 * @param p99Nanos 99th percentile of the time to an acknowledgement
 */
public record WriteResult(long appends, long nanos, long p99Nanos) {
    private static final String SEPARATOR = " ";

    public static WriteResult parse(String line) {
        String[] numbers = line.split(SEPARATOR);
        return new WriteResult(Long.parseLong(numbers[0]), Long.parseLong(numbers[1]), Long.parseLong(numbers[2]));
    }

    public double perSecond() {
        return appends * 1e9 / nanos;
    }

    @Override
    public String toString() {
        return appends + SEPARATOR + nanos + SEPARATOR + p99Nanos;
    }
}
