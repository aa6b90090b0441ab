package io.polyloop.journal;

import io.polyloop.topic.Message;
import java.util.List;

/**
 * A batch after its commit.
 *
 * @param outcomes one for each append, in the order of the appends
 * @param messages those newly stored, each topic's in sequence order
 */
record Committed(List<Outcome> outcomes, List<Message> messages) {}
