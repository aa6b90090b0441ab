package io.polyloop.topic;

/**
 * What the journal knows of a topic.
 *
 * @param head the last committed sequence number
 * @param first the oldest sequence number kept; {@code head + 1} if none is
 * @param erased the last sequence number erased on request, 0 if none was
 * @param at when that was, in milliseconds since 1970 UTC
 */
public record TopicState(TopicName topic, long head, long first, long erased, long at) {}
