package io.polyloop.proof.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * For how long the death of a node disturbs those who publish through the others: until the last request to one of
 * them, begun after the death, that was not answered well within a second. Event loop only, until the clients ended.
 */
final class Disturbances {
    private static final long SECOND = 1_000_000_000L;
    private static final long HORIZON = 15 * SECOND;

    private final TreeMap<Long, Integer> deaths = new TreeMap<>();
    private final TreeMap<Long, Long> disturbedUntil = new TreeMap<>();

    void died(int node, long at) {
        deaths.put(at, node);
        disturbedUntil.put(at, at);
    }

    void answered(int node, long begun, Outcome outcome) {
        long now = System.nanoTime();
        var death = deaths.floorEntry(begun);
        boolean well = outcome == Outcome.OK && now - begun < SECOND;
        // On its way when the node itself was killed: what breaks it is not the death before.
        boolean ownDeath = deaths.subMap(begun, now).containsValue(node);
        if (death != null && !well && !ownDeath && death.getValue() != node && begun - death.getKey() < HORIZON) {
            disturbedUntil.merge(death.getKey(), now, Math::max);
        }
    }

    /** Milliseconds, one for each death. */
    List<Long> all() {
        List<Long> all = new ArrayList<>();
        disturbedUntil.forEach((death, until) -> all.add((until - death) / 1_000_000));
        return all;
    }
}
