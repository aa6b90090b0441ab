package io.polyloop.topic;

import java.util.List;

/**
 * A contiguous piece of a topic, read from the journal.
 *
 * @param head the last committed sequence number, 0 for a topic that has none
 * @param erased the last sequence number erased on request, 0 if none was
 * @param after the messages start at {@code after + 1}
 * @param reset null if the history asked for is whole, otherwise why it is not
 */
public record Page(
        TopicName topic, String epoch, long head, long erased, long after, Reset reset, List<Message> messages) {

    /** Messages of a page, unless a client asks for another number. */
    public static final int DEFAULT_LIMIT = 100;
    /** Messages that a client may ask for at once. */
    public static final int MAX_LIMIT = 1_000;

    /** Why a subscriber cannot have every message since its position. */
    public enum Reset {
        /** The position is of another history. */
        EPOCH,
        /** Messages after the position are no longer kept. */
        EXPIRED
    }

    /** Whether everything after the position asked for is there, or still to be read on. */
    public boolean recovered() {
        return reset == null;
    }

    /** The sequence number of the last message of this page, or where it would have started. */
    public long last() {
        return after + messages.size();
    }
}
