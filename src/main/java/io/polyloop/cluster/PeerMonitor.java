package io.polyloop.cluster;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * Tracks from which nodes heartbeats arrive. The cluster manager knows the members; only a heartbeat over the event bus
 * proves that news arrives from them. Single-threaded.
 */
final class PeerMonitor {
    /** Heartbeats that a node can miss before it is unreachable: a long garbage collection is not a network failure. */
    private static final int TOLERATED_HEARTBEATS = 5;

    private record LastHeartbeat(long at, Set<String> receivesFrom, OptionalInt connections) {}

    private final LongSupplier clock; // milliseconds
    private final long timeout;
    private final long memberTimeout;
    private final Map<String, LastHeartbeat> reachable = new HashMap<>();
    private final Map<String, Long> lastSeen = new HashMap<>();
    private final Set<String> lost = new HashSet<>();
    private final Map<String, Long> foreignSeen = new HashMap<>();

    /** @param deadAfterMillis when the cluster manager removes a member that does not answer it */
    PeerMonitor(LongSupplier clock, long heartbeatMillis, long deadAfterMillis) {
        this.clock = clock;
        this.timeout = heartbeatMillis * TOLERATED_HEARTBEATS;
        // The cluster manager must remove a node that hangs first: otherwise the nodes that miss it become unready too.
        this.memberTimeout = deadAfterMillis + timeout;
    }

    /** Records the heartbeat of a node with another journal, which is not a peer. */
    void onForeignHeartbeat(String node) {
        foreignSeen.put(node, clock.getAsLong());
    }

    /** Records the heartbeat of a peer. */
    void onHeartbeat(Heartbeat heartbeat) {
        long now = clock.getAsLong();
        foreignSeen.remove(heartbeat.node());
        lost.remove(heartbeat.node());
        if (heartbeat.leaving()) {
            // Neither reachable nor missing, even while it is still a member.
            reachable.remove(heartbeat.node());
            lastSeen.put(heartbeat.node(), Long.MAX_VALUE);
        } else {
            reachable.put(heartbeat.node(), new LastHeartbeat(now, heartbeat.receivesFrom(), heartbeat.connections()));
            lastSeen.put(heartbeat.node(), now);
        }
    }

    /** The current state. */
    ClusterState state(Set<String> members, int minimum) {
        long now = clock.getAsLong();
        expire(now);
        // Not while its last heartbeat as a peer is recent: after a database failover, nodes see the new epoch one by
        // one.
        Set<String> foreign = new HashSet<>(foreignSeen.keySet());
        foreign.removeAll(reachable.keySet());
        Set<String> missing = overdue(members, now);
        missing.removeAll(foreign);
        Set<String> silent = new HashSet<>(missing);
        silent.removeIf(this::isReceivedElsewhere);
        missing.removeAll(silent);
        return new ClusterState(
                members, Set.copyOf(reachable.keySet()), missing, silent, Set.copyOf(lost), foreign, minimum);
    }

    /** The live connections of each member, if the last heartbeat of all of them has a count; otherwise empty. */
    Map<String, Integer> connections(Set<String> members) {
        Map<String, Integer> counts = new HashMap<>();
        for (String member : members) {
            LastHeartbeat heartbeat = reachable.get(member);
            if (heartbeat == null || heartbeat.connections().isEmpty()) {
                return Map.of();
            }
            counts.put(member, heartbeat.connections().getAsInt());
        }
        return counts;
    }

    /** Forgets the nodes that were lost before. */
    void forgetLost() {
        lost.clear();
    }

    private void expire(long now) {
        reachable.forEach((node, heartbeat) -> {
            if (now - heartbeat.at() > timeout) {
                lost.add(node);
            }
        });
        reachable.keySet().removeAll(lost);
        foreignSeen.values().removeIf(at -> now - at > timeout);
    }

    private Set<String> overdue(Set<String> members, long now) {
        lastSeen.keySet().retainAll(members);
        members.forEach(member -> lastSeen.putIfAbsent(member, now));
        Set<String> overdue = new HashSet<>(members);
        overdue.removeIf(member -> now - lastSeen.get(member) <= memberTimeout);
        return overdue;
    }

    /**
     * Whether another node receives the heartbeats of {@code member}; true also if this node receives none at all. A
     * member whose heartbeats no node receives is at fault itself and must not make the others unready; a node that
     * receives no heartbeats misses every member.
     */
    private boolean isReceivedElsewhere(String member) {
        return reachable.size() < 2
                || reachable.values().stream()
                        .anyMatch(node -> node.receivesFrom().contains(member));
    }
}
