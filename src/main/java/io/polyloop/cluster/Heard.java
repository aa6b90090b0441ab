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
final class Heard {
    /** So many beats may be late before a node counts as not heard: a long garbage collection is no cut. */
    private static final int PATIENCE = 5;

    private record Last(long at, Set<String> hears) {}

    private final LongSupplier clock; // milliseconds
    private final long patience;
    private final long patienceWithMembers;
    private final Map<String, Last> last = new HashMap<>();
    private final Map<String, Long> quietSince = new HashMap<>();
    private final Set<String> lost = new HashSet<>();
    private final Map<String, Long> foreignLast = new HashMap<>();

    /** @param deadAfterMillis after which the cluster manager drops a node that is silent towards it too */
    Heard(LongSupplier clock, long beatMillis, long deadAfterMillis) {
        this.clock = clock;
        this.patience = beatMillis * PATIENCE;
        // A node that hangs or is cut off is to be dropped first: whoever missed it sooner would not be ready either.
        this.patienceWithMembers = deadAfterMillis + patience;
    }

    /** A beat of a node with another history: it is no peer. */
    void hearForeign(String node) {
        foreignLast.put(node, clock.getAsLong());
    }

    /** A beat of a peer. */
    void hear(Beat beat) {
        long now = clock.getAsLong();
        foreignLast.remove(beat.node());
        lost.remove(beat.node());
        if (beat.leaves()) {
            // Neither heard nor missed, even while it still is a member.
            last.remove(beat.node());
            quietSince.put(beat.node(), Long.MAX_VALUE);
        } else {
            last.put(beat.node(), new Last(now, beat.hears()));
            quietSince.put(beat.node(), now);
        }
    }

    /** How this node stands with the others now. */
    ClusterState state(Set<String> members, int minimum) {
        long now = clock.getAsLong();
        forgetTheQuiet(now);
        // Only once its last beat as a peer is old: while a promoted database takes over, nodes learn of it one by one.
        Set<String> foreign = new HashSet<>(foreignLast.keySet());
        foreign.removeAll(last.keySet());
        Set<String> missing = quiet(members, now);
        missing.removeAll(foreign);
        Set<String> silent = new HashSet<>(missing);
        silent.removeIf(this::isToBeHeard);
        missing.removeAll(silent);
        Set<String> heard = Set.copyOf(last.keySet());
        return new ClusterState(members, heard, missing, silent, Set.copyOf(lost), foreign, minimum);
    }

    /** Whoever was lost so far was not needed. */
    void goOnWithoutTheLost() {
        lost.clear();
    }

    private void forgetTheQuiet(long now) {
        last.forEach((node, beat) -> {
            if (now - beat.at() > patience) {
                lost.add(node);
            }
        });
        last.keySet().removeAll(lost);
        foreignLast.values().removeIf(at -> now - at > patience);
    }

    private Set<String> quiet(Set<String> members, long now) {
        quietSince.keySet().retainAll(members);
        members.forEach(member -> quietSince.putIfAbsent(member, now));
        Set<String> quiet = new HashSet<>(members);
        quiet.removeIf(member -> now - quietSince.get(member) <= patienceWithMembers);
        return quiet;
    }

    /**
     * Whether another node receives the beats of {@code member}. A member whose beats no node receives is at fault
     * itself, and must not make the others unready; a node that receives no beats at all misses every member.
     */
    private boolean isToBeHeard(String member) {
        return last.size() < 2
                || last.values().stream().anyMatch(node -> node.hears().contains(member));
    }
}
