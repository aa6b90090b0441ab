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
 * @param storedTwice messages that are stored a second time
 * @param gaps sequence numbers without a message, in the database
 * @param missed messages that a subscriber was not given
 * @param repeated the same message twice in a row
 * @param outOfOrder messages that came after a later one
 * @param resets histories that were said not to be there
 * @param incomplete subscribers that did not see the end of their topic
 * @param divergent subscribers that saw their topic in another order than the database has it
 */
record ConsistencyCheck(
        long acknowledged,
        long lost,
        long storedTwice,
        long gaps,
        long missed,
        long repeated,
        long outOfOrder,
        long resets,
        long incomplete,
        long divergent) {

    static ConsistencyCheck of(Map<String, StoredTopic> stored, List<Ack> acks, List<Subscriber> subscribers) {
        Set<String> acknowledged = new HashSet<>();
        acks.forEach(ack -> acknowledged.add(ack.key()));
        List<DeliveryCheck> tracks = subscribers.stream().map(Subscriber::check).toList();
        return new ConsistencyCheck(
                acknowledged.size(),
                acks.stream().filter(ack -> !contains(stored, ack)).count(),
                duplicates(stored),
                stored.values().stream().mapToLong(StoredTopic::gaps).sum(),
                tracks.stream().mapToLong(DeliveryCheck::missed).sum(),
                tracks.stream().mapToLong(DeliveryCheck::repeated).sum(),
                tracks.stream().mapToLong(DeliveryCheck::outOfOrder).sum(),
                tracks.stream().mapToLong(DeliveryCheck::resets).sum(),
                subscribers.stream().filter(one -> incomplete(stored, one)).count(),
                subscribers.stream().filter(one -> divergent(stored, one)).count());
    }

    /** Whether every promise was kept. */
    boolean passed() {
        return lost + storedTwice + gaps + missed + repeated + outOfOrder + resets + incomplete + divergent == 0;
    }

    private static boolean contains(Map<String, StoredTopic> stored, Ack ack) {
        return stored.containsKey(ack.topic()) && stored.get(ack.topic()).contains(ack);
    }

    private static long duplicates(Map<String, StoredTopic> stored) {
        Set<String> seen = new HashSet<>();
        return stored.values().stream()
                .flatMap(topic -> topic.keys().stream())
                .filter(key -> !seen.add(key))
                .count();
    }

    private static boolean incomplete(Map<String, StoredTopic> stored, Subscriber one) {
        return one.check().last() < stored.get(one.topic()).head();
    }

    private static boolean divergent(Map<String, StoredTopic> stored, Subscriber one) {
        return !incomplete(stored, one)
                && one.check().digest() != stored.get(one.topic()).digest();
    }
}
