package io.polyloop.cluster;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * Whom this node hears. The cluster manager says who is a member; only a beat that came over the event bus says that
 * news come from there too. Single-threaded.
 */
final class PeerMonitor {
    /** So many beats may be late before a node counts as not heard: a long garbage collection is no cut. */
    private static final int TOLERATED_HEARTBEATS = 5;

    private record LastHeartbeat(long at, Set<String> receivesFrom) {}

    private final LongSupplier clock; // milliseconds
    private final long timeout;
    private final long memberTimeout;
    private final Map<String, LastHeartbeat> reachable = new HashMap<>();
    private final Map<String, Long> lastSeen = new HashMap<>();
    private final Set<String> lost = new HashSet<>();
    private final Map<String, Long> foreignSeen = new HashMap<>();

    /** @param deadAfterMillis after which the cluster manager drops a node that is silent towards it too */
    PeerMonitor(LongSupplier clock, long beatMillis, long deadAfterMillis) {
        this.clock = clock;
        this.timeout = beatMillis * TOLERATED_HEARTBEATS;
        // A node that hangs or is cut off is to be dropped first: whoever missed it sooner would not be ready either.
        this.memberTimeout = deadAfterMillis + timeout;
    }

    /** A beat of a node with another history: it is no peer. */
    void onForeignHeartbeat(String node) {
        foreignSeen.put(node, clock.getAsLong());
    }

    /** A beat of a peer. */
    void onHeartbeat(Heartbeat beat) {
        long now = clock.getAsLong();
        foreignSeen.remove(beat.node());
        lost.remove(beat.node());
        if (beat.leaving()) {
            // Neither heard nor missed, even while it still is a member.
            reachable.remove(beat.node());
            lastSeen.put(beat.node(), Long.MAX_VALUE);
        } else {
            reachable.put(beat.node(), new LastHeartbeat(now, beat.receivesFrom()));
            lastSeen.put(beat.node(), now);
        }
    }

    /** How this node stands with the others now. */
    ClusterState state(Set<String> members, int minimum) {
        long now = clock.getAsLong();
        expire(now);
        // Only once its last beat as a peer is old: while a promoted database takes over, nodes learn of it one by one.
        Set<String> foreign = new HashSet<>(foreignSeen.keySet());
        foreign.removeAll(reachable.keySet());
        Set<String> missing = overdue(members, now);
        missing.removeAll(foreign);
        Set<String> silent = new HashSet<>(missing);
        silent.removeIf(this::isReceivedElsewhere);
        missing.removeAll(silent);
        Set<String> heard = Set.copyOf(reachable.keySet());
        return new ClusterState(members, heard, missing, silent, Set.copyOf(lost), foreign, minimum);
    }

    /** Whoever was lost so far was not needed. */
    void forgetLost() {
        lost.clear();
    }

    private void expire(long now) {
        reachable.forEach((node, beat) -> {
            if (now - beat.at() > timeout) {
                lost.add(node);
            }
        });
        reachable.keySet().removeAll(lost);
        foreignSeen.values().removeIf(at -> now - at > timeout);
    }

    private Set<String> overdue(Set<String> members, long now) {
        lastSeen.keySet().retainAll(members);
        members.forEach(member -> lastSeen.putIfAbsent(member, now));
        Set<String> quiet = new HashSet<>(members);
        quiet.removeIf(member -> now - lastSeen.get(member) <= memberTimeout);
        return quiet;
    }

    /**
     * Whether another node receives the beats of {@code member}. A member whose beats no node receives is at fault
     * itself, and must not make the others unready; a node that receives no beats at all misses every member.
     */
    private boolean isReceivedElsewhere(String member) {
        return reachable.size() < 2
                || reachable.values().stream()
                        .anyMatch(node -> node.receivesFrom().contains(member));
    }
}
