package io.polyloop.proof.client;

import java.util.ArrayList;
import java.util.List;

/**
 * How long subscribers had no connection after their node was killed: from the end of the connection to the first
 * message of the next one. Event loop only, until the clients have stopped.
 */
public final class SubscriberOutages {
    private static final long SECOND = 1_000_000_000L;

    /** @param afterKill whether the kill of the node ended the connection */
    public record Outage(long since, boolean afterKill) {}

    private final long[] killedAt;
    private final List<Long> afterKill = new ArrayList<>();

    public SubscriberOutages(int nodes) {
        killedAt = new long[nodes];
    }

    public void nodeKilled(int node, long at) {
        killedAt[node] = at;
    }

    public Outage started(int node) {
        long now = System.nanoTime();
        return new Outage(now, killedAt[node] != 0 && now - killedAt[node] < SECOND);
    }

    public void ended(Outage outage) {
        if (outage.afterKill()) {
            afterKill.add((System.nanoTime() - outage.since()) / 1_000_000);
        }
    }

    /** The outages after a kill, in milliseconds. */
    public List<Long> afterKill() {
        return afterKill;
    }
}
