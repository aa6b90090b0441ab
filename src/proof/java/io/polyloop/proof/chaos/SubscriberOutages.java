package io.polyloop.proof.chaos;

import java.util.ArrayList;
import java.util.List;

/**
 * For how long subscribers were without a node after theirs was killed: from the end of the connection to the first
 * message of the next one. Event loop only, until the clients have ended.
 */
final class SubscriberOutages {
    private static final long SECOND = 1_000_000_000L;

    /** @param afterKill whether it began with the death of the node */
    record Outage(long since, boolean afterKill) {}

    private final long[] killedAt;
    private final List<Long> afterKill = new ArrayList<>();

    SubscriberOutages(int nodes) {
        killedAt = new long[nodes];
    }

    void nodeKilled(int node, long at) {
        killedAt[node] = at;
    }

    Outage started(int node) {
        long now = System.nanoTime();
        return new Outage(now, killedAt[node] != 0 && now - killedAt[node] < SECOND);
    }

    void ended(Outage absence) {
        if (absence.afterKill()) {
            afterKill.add((System.nanoTime() - absence.since()) / 1_000_000);
        }
    }

    /** Milliseconds. */
    List<Long> afterKill() {
        return afterKill;
    }
}
