package io.polyloop.topic;

/**
 * A published message.
 *
 * @param seq the number in the topic: contiguous from 1, allocated inside the commit
 * @param at the time of the commit in milliseconds since 1970 UTC; it never decreases within a topic
 */
public record Message(TopicName topic, long seq, long at, Payload data) {
    /** Formats a time for the wire: RFC 3339, UTC, milliseconds. */
    public static String time(long epochMillis) {
        return Rfc3339.text(epochMillis);
    }
}
