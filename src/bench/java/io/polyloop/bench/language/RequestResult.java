package io.polyloop.bench.language;

/** The responses of one round, and the CPU time of the event loop that sent requests and handled them. */
record RequestResult(long responses, long cpuNanos) {
    private static final String SEPARATOR = " ";

    static RequestResult parse(String line) {
        String[] numbers = line.split(SEPARATOR);
        return new RequestResult(Long.parseLong(numbers[0]), Long.parseLong(numbers[1]));
    }

    /** CPU time for each message. */
    double cpuMicros() {
        return cpuNanos / 1e3 / responses;
    }

    @Override
    public String toString() {
        return responses + SEPARATOR + cpuNanos;
    }
}
