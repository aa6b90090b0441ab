package io.polyloop.topic;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * What is published.
 *
 * @param seq its number in the topic: contiguous from 1, given inside the commit
 * @param at when it was committed, in milliseconds since 1970 UTC; never falls within a topic
 */
public record Message(TopicName topic, long seq, long at, Payload data) {
    private static final DateTimeFormatter RFC_3339 =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    /** A time as the wire has it: RFC 3339, UTC, milliseconds. */
    public static String time(long epochMillis) {
        return RFC_3339.format(Instant.ofEpochMilli(epochMillis));
    }
}
