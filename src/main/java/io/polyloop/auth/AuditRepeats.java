package io.polyloop.auth;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Counts the repetitions of events of one name, so that a flood costs bounded lines and memory. Thread-safe. */
final class AuditRepeats {
    /** How long repetitions are counted before the count is written. */
    static final Duration INTERVAL = Duration.ofSeconds(10);

    /** Distinct events that are counted, about 1 KB each; all others are one event. */
    static final int MAX_EVENTS = 1_000;

    /** Counts that one call returns: their lines are written at once. With a call a second, all are in an interval. */
    static final int MAX_DUE = MAX_EVENTS / 10;

    /** An event and the number of its repetitions. */
    record Count(AuditEvent event, long count) {}

    private final AuditEvent others;
    private final Map<AuditEvent, Repeats> known = new LinkedHashMap<>(); // guarded by this; the oldest first

    private static final class Repeats {
        private final long since;
        private long count;

        Repeats(long since) {
            this.since = since;
        }
    }

    AuditRepeats(String name) {
        this.others = AuditEvent.of(name)
                .with("other", "more than " + MAX_EVENTS + " different events in " + INTERVAL.toSeconds() + " s");
    }

    /** What to write now: the event, {@code others} in its place, or null for a repetition, which is counted. */
    synchronized AuditEvent first(AuditEvent event, long now) {
        AuditEvent counted = known.size() < MAX_EVENTS || known.containsKey(event) ? event : others;
        Repeats repeats = known.get(counted);
        if (repeats != null) {
            repeats.count++;
            return null;
        }
        known.put(counted, new Repeats(now));
        return counted;
    }

    /** The oldest counts whose interval has ended. An event without repetitions since is forgotten. */
    synchronized List<Count> due(long now) {
        List<Count> due = new ArrayList<>();
        for (var oldest = known.entrySet().iterator(); oldest.hasNext() && due.size() < MAX_DUE; ) {
            var entry = oldest.next();
            if (now - entry.getValue().since < INTERVAL.toNanos()) {
                break;
            }
            oldest.remove();
            addCount(due, entry);
        }
        due.forEach(count -> known.put(count.event(), new Repeats(now)));
        return due;
    }

    private static void addCount(List<Count> counts, Map.Entry<AuditEvent, Repeats> entry) {
        if (entry.getValue().count > 0) {
            counts.add(new Count(entry.getKey(), entry.getValue().count));
        }
    }

    /** All counts; forgets all events. */
    synchronized List<Count> all() {
        List<Count> all = new ArrayList<>();
        known.entrySet().forEach(entry -> addCount(all, entry));
        known.clear();
        return all;
    }
}
