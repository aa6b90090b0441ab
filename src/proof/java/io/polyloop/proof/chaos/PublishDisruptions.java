package io.polyloop.proof.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * For how long the death of a node disturbs those who publish through the others: until the last request to one of
 * them, begun after the death, that was not answered well within a second. Event loop only, until the clients ended.
 */
final class PublishDisruptions {
    private static final long SECOND = 1_000_000_000L;
    private static final long HORIZON = 15 * SECOND;

    private final TreeMap<Long, Integer> kills = new TreeMap<>();
    private final TreeMap<Long, Long> disruptedUntil = new TreeMap<>();

    void nodeKilled(int node, long at) {
        kills.put(at, node);
        disruptedUntil.put(at, at);
    }

    void completed(int node, long begun, PublishOutcome outcome) {
        long now = System.nanoTime();
        var death = kills.floorEntry(begun);
        boolean well = outcome == PublishOutcome.OK && now - begun < SECOND;
        // On its way when the node itself was killed: what breaks it is not the death before.
        boolean ownDeath = kills.subMap(begun, now).containsValue(node);
        if (death != null && !well && !ownDeath && death.getValue() != node && begun - death.getKey() < HORIZON) {
            disruptedUntil.merge(death.getKey(), now, Math::max);
        }
    }

    /** Milliseconds, one for each death. */
    List<Long> durations() {
        List<Long> all = new ArrayList<>();
        disruptedUntil.forEach((death, until) -> all.add((until - death) / 1_000_000));
        return all;
    }
}
