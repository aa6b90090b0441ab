package io.polyloop.proof.chaos;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What the writers saw, second by second. Event loop only, until they have ended. */
final class Tally {
    private final Map<Outcome, Long> requests = new EnumMap<>(Outcome.class);
    private final List<Integer> acksOfSecond = new ArrayList<>();
    private final long started = System.nanoTime();
    private long abandoned;

    void request(Outcome outcome) {
        requests.merge(outcome, 1L, Long::sum);
    }

    void acknowledged() {
        int second = (int) ((System.nanoTime() - started) / 1_000_000_000L);
        while (acksOfSecond.size() <= second) {
            acksOfSecond.add(0);
        }
        acksOfSecond.set(second, acksOfSecond.get(second) + 1);
    }

    /** A message whose writer gave up without ever learning whether it is stored. */
    void abandoned() {
        abandoned++;
    }

    long requests(Outcome outcome) {
        return requests.getOrDefault(outcome, 0L);
    }

    long abandonedMessages() {
        return abandoned;
    }

    List<Integer> acksOfSecond() {
        return acksOfSecond;
    }
}
