package io.polyloop.bench.language;

/** What came of a time of asking: how many answers, and the CPU time of the event loop that asked and answered. */
record RequestResult(long responses, long cpuNanos) {
    private static final String SEPARATOR = " ";

    static RequestResult parse(String line) {
        String[] numbers = line.split(SEPARATOR);
        return new RequestResult(Long.parseLong(numbers[0]), Long.parseLong(numbers[1]));
    }

    /** Of one message. */
    double cpuMicros() {
        return cpuNanos / 1e3 / responses;
    }

    @Override
    public String toString() {
        return responses + SEPARATOR + cpuNanos;
    }
}
