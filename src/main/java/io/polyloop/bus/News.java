package io.polyloop.bus;

import io.polyloop.topic.Message;
import java.util.List;

/**
 * That these messages were committed together, each topic's in sequence order. Only news: it may be lost, and what it
 * tells can always be read from the journal.
 *
 * @param epoch the history they belong to
 * @param number counts the news of one journal from 1: a number left out is news that was lost
 */
public record News(String epoch, long number, List<Message> messages) {}
