package io.polyloop.proof.chaos;

import io.polyloop.proof.client.Ack;
import io.polyloop.proof.client.DeliveryCheck;
import io.polyloop.proof.client.StoredTopic;
import io.polyloop.proof.client.Subscriber;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The violations of each guarantee in one scenario.
 *
 * @param acknowledged messages that at least one writer received an acknowledgement for
 * @param lost acknowledgements whose message is not stored at the acknowledged sequence number
 * @param storedTwice messages that are stored again
 * @param gaps sequence numbers without a message in the database
 * @param missed messages that a subscriber did not receive
 * @param repeated messages that a subscriber received twice in a row
 * @param outOfOrder messages that a subscriber received after a later one
 * @param resets resets that a subscriber received
 * @param incomplete subscribers that did not receive the last message of their topic
 * @param divergent subscribers that received their topic in another order than it is stored
 */
public record ConsistencyCheck(
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

    public static ConsistencyCheck of(Map<String, StoredTopic> stored, List<Ack> acks, List<Subscriber> subscribers) {
        Set<String> acknowledged = new HashSet<>();
        acks.forEach(ack -> acknowledged.add(ack.key()));
        List<DeliveryCheck> checks = subscribers.stream().map(Subscriber::check).toList();
        return new ConsistencyCheck(
                acknowledged.size(),
                acks.stream().filter(ack -> !contains(stored, ack)).count(),
                storedTwice(stored),
                stored.values().stream().mapToLong(StoredTopic::gaps).sum(),
                checks.stream().mapToLong(DeliveryCheck::missed).sum(),
                checks.stream().mapToLong(DeliveryCheck::repeated).sum(),
                checks.stream().mapToLong(DeliveryCheck::outOfOrder).sum(),
                checks.stream().mapToLong(DeliveryCheck::resets).sum(),
                subscribers.stream().filter(one -> incomplete(stored, one)).count(),
                subscribers.stream().filter(one -> divergent(stored, one)).count());
    }

    /** The number of violations of each kind, by its name in reports. */
    public Map<String, Long> violations() {
        Map<String, Long> counts = new LinkedHashMap<>();
        counts.put("lost", lost);
        counts.put("stored twice", storedTwice);
        counts.put("gaps", gaps);
        counts.put("missed", missed);
        counts.put("repeated", repeated);
        counts.put("out of order", outOfOrder);
        counts.put("resets", resets);
        counts.put("incomplete", incomplete);
        counts.put("divergent", divergent);
        return counts;
    }

    /** Whether there is no violation. */
    public boolean passed() {
        return violations().values().stream().allMatch(count -> count == 0);
    }

    private static boolean contains(Map<String, StoredTopic> stored, Ack ack) {
        return stored.containsKey(ack.topic()) && stored.get(ack.topic()).contains(ack);
    }

    private static long storedTwice(Map<String, StoredTopic> stored) {
        Set<String> seen = new HashSet<>();
        return stored.values().stream()
                .flatMap(topic -> topic.keys().stream())
                .filter(key -> !seen.add(key))
                .count();
    }

    private static boolean incomplete(Map<String, StoredTopic> stored, Subscriber subscriber) {
        return subscriber.check().last() < stored.get(subscriber.topic()).head();
    }

    private static boolean divergent(Map<String, StoredTopic> stored, Subscriber subscriber) {
        return !incomplete(stored, subscriber)
                && subscriber.check().digest() != stored.get(subscriber.topic()).digest();
    }
}
