package io.polyloop.proof.chaos;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What came of the promises, counted apart.
 *
 * @param acknowledged messages that a writer was told are stored
 * @param lost acknowledged, and not where they were said to be
 * @param duplicated messages that are stored a second time
 * @param gaps sequence numbers without a message, in the database
 * @param holes messages that a subscriber was not given
 * @param repeats the same message twice in a row
 * @param inversions messages that came after a later one
 * @param resets histories that were said not to be there
 * @param behind subscribers that did not see the end of their topic
 * @param otherOrder subscribers that saw their topic in another order than the database has it
 */
record Verdict(
        long acknowledged,
        long lost,
        long duplicated,
        long gaps,
        long holes,
        long repeats,
        long inversions,
        long resets,
        long behind,
        long otherOrder) {

    static Verdict of(Map<String, Stored> stored, List<Ack> acks, List<Subscriber> subscribers) {
        Set<String> acknowledged = new HashSet<>();
        acks.forEach(ack -> acknowledged.add(ack.key()));
        List<Track> tracks = subscribers.stream().map(Subscriber::track).toList();
        return new Verdict(
                acknowledged.size(),
                acks.stream().filter(ack -> !has(stored, ack)).count(),
                duplicates(stored),
                stored.values().stream().mapToLong(Stored::gaps).sum(),
                tracks.stream().mapToLong(Track::holes).sum(),
                tracks.stream().mapToLong(Track::repeats).sum(),
                tracks.stream().mapToLong(Track::inversions).sum(),
                tracks.stream().mapToLong(Track::resets).sum(),
                subscribers.stream().filter(one -> behind(stored, one)).count(),
                subscribers.stream().filter(one -> otherOrder(stored, one)).count());
    }

    /** Whether every promise was kept. */
    boolean kept() {
        return lost + duplicated + gaps + holes + repeats + inversions + resets + behind + otherOrder == 0;
    }

    private static boolean has(Map<String, Stored> stored, Ack ack) {
        return stored.containsKey(ack.topic()) && stored.get(ack.topic()).has(ack);
    }

    private static long duplicates(Map<String, Stored> stored) {
        Set<String> seen = new HashSet<>();
        return stored.values().stream()
                .flatMap(topic -> topic.keys().stream())
                .filter(key -> !seen.add(key))
                .count();
    }

    private static boolean behind(Map<String, Stored> stored, Subscriber one) {
        return one.track().last() < stored.get(one.topic()).head();
    }

    private static boolean otherOrder(Map<String, Stored> stored, Subscriber one) {
        return !behind(stored, one)
                && one.track().digest() != stored.get(one.topic()).digest();
    }
}
