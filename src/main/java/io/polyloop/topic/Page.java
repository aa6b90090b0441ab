package io.polyloop.topic;

import java.util.List;

/**
 * A contiguous part of a topic, read from the journal.
 *
 * @param head the last committed sequence number; 0 if there is none
 * @param erased the last sequence number erased on request; 0 if there is none
 * @param after the messages start at {@code after + 1}
 * @param reset null if the requested history is complete, otherwise the reason why it is not
 */
public record Page(
        TopicName topic, String epoch, long head, long erased, long after, Reset reset, List<Message> messages) {

    /** The number of messages in a page, unless the client sets a limit. */
    public static final int DEFAULT_LIMIT = 100;
    /** The highest limit that a client may set. */
    public static final int MAX_LIMIT = 1_000;

    /** Why a subscriber cannot receive every message since its position. */
    public enum Reset {
        /** The position belongs to another history. */
        EPOCH,
        /** Messages after the position were removed by retention or erasure. */
        EXPIRED
    }

    /** Whether every message after the requested position is in this page or the pages after it. */
    public boolean recovered() {
        return reset == null;
    }

    /** The sequence number of the last message of this page; {@link #after} if it is empty. */
    public long last() {
        return after + messages.size();
    }
}
