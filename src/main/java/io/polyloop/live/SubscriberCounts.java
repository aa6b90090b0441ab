package io.polyloop.live;

import io.polyloop.topic.TopicName;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** How many subscriptions each topic has on this node. Written by every hub, read by whoever answers for topics. */
public final class SubscriberCounts {
    private final ConcurrentMap<TopicName, Integer> counts = new ConcurrentHashMap<>();

    /** Subscriptions of {@code topic} now. */
    public int count(TopicName topic) {
        return counts.getOrDefault(topic, 0);
    }

    void add(TopicName topic, int by) {
        counts.merge(topic, by, (now, change) -> now + change == 0 ? null : now + change);
    }
}
