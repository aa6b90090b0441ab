package io.polyloop.bus;

import io.polyloop.topic.TopicState;
import java.util.List;

/**
 * The states of topics.
 *
 * @param epoch the current history of the database; set even if there are no states
 */
public record TopicHeads(String epoch, List<TopicState> states) {}
