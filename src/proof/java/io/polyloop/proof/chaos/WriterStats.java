package io.polyloop.proof.chaos;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Counts the outcomes of requests and the acknowledgements in each second. Event loop only, until the writers stop. */
final class WriterStats {
    private final Map<PublishOutcome, Long> requests = new EnumMap<>(PublishOutcome.class);
    private final List<Integer> acksPerSecond = new ArrayList<>();
    private final long started = System.nanoTime();
    private long abandoned;

    void request(PublishOutcome outcome) {
        requests.merge(outcome, 1L, Long::sum);
    }

    void acknowledged() {
        int second = (int) ((System.nanoTime() - started) / 1_000_000_000L);
        while (acksPerSecond.size() <= second) {
            acksPerSecond.add(0);
        }
        acksPerSecond.set(second, acksPerSecond.get(second) + 1);
    }

    /** Counts a message that its writer gave up; it may be stored or not. */
    void abandoned() {
        abandoned++;
    }

    long requests(PublishOutcome outcome) {
        return requests.getOrDefault(outcome, 0L);
    }

    long abandonedMessages() {
        return abandoned;
    }

    List<Integer> acksPerSecond() {
        return acksPerSecond;
    }
}
