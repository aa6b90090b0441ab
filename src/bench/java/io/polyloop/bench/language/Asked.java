package io.polyloop.bench.language;

/** What came of a time of asking: how many answers, and the CPU time of the event loop that asked and answered. */
record Asked(long answers, long cpuNanos) {
    private static final String SEPARATOR = " ";

    static Asked parse(String line) {
        String[] numbers = line.split(SEPARATOR);
        return new Asked(Long.parseLong(numbers[0]), Long.parseLong(numbers[1]));
    }

    /** Of one message. */
    double cpuMicros() {
        return cpuNanos / 1e3 / answers;
    }

    @Override
    public String toString() {
        return answers + SEPARATOR + cpuNanos;
    }
}
