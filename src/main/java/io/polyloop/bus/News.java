package io.polyloop.bus;

import io.polyloop.topic.Message;
import java.util.List;

/**
 * That these messages were committed together, each topic's in sequence order. Only news: it may be lost, and what it
 * tells can always be read from the journal.
 *
 * @param epoch the history they belong to
 */
public record News(String epoch, List<Message> messages) {}
