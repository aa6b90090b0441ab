package io.polyloop.proof.chaos;

import java.util.ArrayList;
import java.util.List;

/**
 * For how long subscribers were without a node after theirs was killed: from the end of the connection to the first
 * message of the next one. Event loop only, until the clients have ended.
 */
final class Absences {
    private static final long SECOND = 1_000_000_000L;

    /** @param killed whether it began with the death of the node */
    record Absence(long since, boolean killed) {}

    private final long[] deaths;
    private final List<Long> afterKill = new ArrayList<>();

    Absences(int nodes) {
        deaths = new long[nodes];
    }

    void died(int node, long at) {
        deaths[node] = at;
    }

    Absence began(int node) {
        long now = System.nanoTime();
        return new Absence(now, deaths[node] != 0 && now - deaths[node] < SECOND);
    }

    void ended(Absence absence) {
        if (absence.killed()) {
            afterKill.add((System.nanoTime() - absence.since()) / 1_000_000);
        }
    }

    /** Milliseconds. */
    List<Long> afterKill() {
        return afterKill;
    }
}
