package io.polyloop.config;

import java.time.Duration;

/**
 * What is kept of a topic. Each bound counts by itself; the newest message stays whatever its size.
 *
 * @param age of a message, past which it is removed
 * @param messages how many are kept
 * @param bytes of their data
 */
public record TopicRetention(Duration age, int messages, long bytes) {

    /** As in {@code conf/polyloop.yaml}. */
    @Override
    public String toString() {
        String text = "age: " + Quantity.formatMillis(age.toMillis()) + ", messages: " + messages;
        return bytes == Long.MAX_VALUE ? text : text + ", bytes: " + Quantity.formatBytes(bytes);
    }
}
