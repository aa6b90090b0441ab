package io.polyloop.live;

import io.polyloop.topic.TopicName;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** The number of subscriptions of each topic on this node. Any thread. */
public final class SubscriberCounts {
    private final ConcurrentMap<TopicName, Integer> counts = new ConcurrentHashMap<>();

    /** The current number of subscriptions of {@code topic}. */
    public int count(TopicName topic) {
        return counts.getOrDefault(topic, 0);
    }

    void add(TopicName topic, int change) {
        counts.merge(topic, change, (count, added) -> count + added == 0 ? null : count + added);
    }
}
