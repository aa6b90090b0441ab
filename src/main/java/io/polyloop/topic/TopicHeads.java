package io.polyloop.topic;

import java.util.List;

/**
 * What the journal knows of some topics.
 *
 * @param epoch the history that the database has now; also without any topic
 */
public record TopicHeads(String epoch, List<TopicState> states) {}
