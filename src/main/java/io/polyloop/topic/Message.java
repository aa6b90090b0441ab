package io.polyloop.topic;

/**
 * What is published.
 *
 * @param seq its number in the topic: contiguous from 1, given inside the commit
 * @param at when it was committed, in milliseconds since 1970 UTC; never falls within a topic
 */
public record Message(TopicName topic, long seq, long at, Payload data) {
    /** A time as the wire has it: RFC 3339, UTC, milliseconds. */
    public static String time(long epochMillis) {
        return Rfc3339.text(epochMillis);
    }
}
