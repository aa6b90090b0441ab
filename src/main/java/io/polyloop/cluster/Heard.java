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

    private final LongSupplier clock; // milliseconds
    private final long patience;
    private final Map<String, Long> last = new HashMap<>();
    private final Map<String, Long> seenSince = new HashMap<>();

    Heard(LongSupplier clock, long beatMillis) {
        this.clock = clock;
        this.patience = beatMillis * PATIENCE;
    }

    void beat(String node) {
        last.put(node, clock.getAsLong());
    }

    /** It said farewell: it is neither heard nor missed, even while it still is a member. */
    void left(String node) {
        last.remove(node);
        seenSince.put(node, Long.MAX_VALUE);
    }

    /** Those whose last beat is not too long ago. */
    Set<String> now() {
        long now = clock.getAsLong();
        last.values().removeIf(at -> now - at > patience);
        return Set.copyOf(last.keySet());
    }

    /** Those of {@code members} that should be heard and are not. A new member is given its time first. */
    Set<String> missing(Set<String> members) {
        long now = clock.getAsLong();
        seenSince.keySet().retainAll(members);
        members.forEach(member -> seenSince.putIfAbsent(member, now));
        Set<String> missing = new HashSet<>(members);
        missing.removeAll(now());
        missing.removeIf(member -> now - seenSince.get(member) <= patience);
        return missing;
    }
}
