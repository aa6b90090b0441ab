package io.polyloop.proof.security;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The duration of requests that succeeded, and the number of the others. Event loop only, until it is read. */
final class Latencies {
    private static final long WINDOW_NANOS = 5_000_000_000L;

    private record Answer(long started, long nanos) {}

    private final List<Answer> answers = new ArrayList<>();
    private long refused;

    void succeeded(long started) {
        answers.add(new Answer(started, System.nanoTime() - started));
    }

    void refused() {
        refused++;
    }

    long count() {
        return answers.size();
    }

    long refusals() {
        return refused;
    }

    /** Of all, in milliseconds. */
    double p99() {
        return p99(answers);
    }

    /** The median of those of each 5 seconds, in milliseconds: a pause of the machine disturbs few of them. */
    double typicalP99() {
        Map<Long, List<Answer>> windows = answers.stream()
                .collect(Collectors.groupingBy(
                        answer -> answer.started() / WINDOW_NANOS, TreeMap::new, Collectors.toList()));
        List<Double> sorted =
                windows.values().stream().map(Latencies::p99).sorted().toList();
        return sorted.get(sorted.size() / 2);
    }

    private static double p99(List<Answer> some) {
        List<Long> sorted = some.stream().map(Answer::nanos).sorted().toList();
        return sorted.get((int) Math.ceil(0.99 * sorted.size()) - 1) / 1e6;
    }
}
