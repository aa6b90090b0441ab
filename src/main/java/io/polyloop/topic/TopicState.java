package io.polyloop.topic;

/**
 * What the journal knows of a topic.
 *
 * @param head the last committed sequence number
 * @param at when that was, in milliseconds since 1970 UTC
 */
public record TopicState(TopicName topic, long head, long at) {}
