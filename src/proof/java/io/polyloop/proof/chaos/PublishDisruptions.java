package io.polyloop.proof.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * How long the kill of a node disrupts publishing through the other nodes: until the last request to one of them that
 * started after the kill and did not succeed within a second. Event loop only, until the clients have stopped.
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

    void completed(int node, long started, PublishOutcome outcome) {
        long now = System.nanoTime();
        var kill = kills.floorEntry(started);
        boolean prompt = outcome == PublishOutcome.OK && now - started < SECOND;
        // A request that was in flight when its node was killed fails because of that kill, not of an earlier one.
        boolean nodeKilled = kills.subMap(started, now).containsValue(node);
        if (kill != null && !prompt && !nodeKilled && kill.getValue() != node && started - kill.getKey() < HORIZON) {
            disruptedUntil.merge(kill.getKey(), now, Math::max);
        }
    }

    /** In milliseconds, one for each kill. */
    List<Long> durations() {
        List<Long> durations = new ArrayList<>();
        disruptedUntil.forEach((kill, until) -> durations.add((until - kill) / 1_000_000));
        return durations;
    }
}
