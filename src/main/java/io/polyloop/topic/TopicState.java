package io.polyloop.topic;

/**
 * The state of a topic.
 *
 * @param head the last committed sequence number
 * @param first the oldest stored sequence number; {@code head + 1} if there is none
 * @param erased the last sequence number erased on request; 0 if there is none
 * @param at the time of the head in milliseconds since 1970 UTC
 */
public record TopicState(TopicName topic, long head, long first, long erased, long at) {}
