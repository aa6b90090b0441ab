package io.polyloop.config;

import java.time.Duration;

/**
 * The limits for the stored messages of a topic. Each limit applies on its own; the newest message is always kept.
 *
 * @param age the maximum age of a message
 * @param messages their maximum number
 * @param bytes the maximum size of their data
 */
public record TopicRetention(Duration age, int messages, long bytes) {

    /** In the syntax of {@code conf/polyloop.yaml}. */
    @Override
    public String toString() {
        String text = "age: " + Quantity.formatMillis(age.toMillis()) + ", messages: " + messages;
        return bytes == Long.MAX_VALUE ? text : text + ", bytes: " + Quantity.formatBytes(bytes);
    }
}
