package io.polyloop.topic;

import java.util.List;

/**
 * The heads of some topics, read from the journal at one moment.
 *
 * @param epoch the history they belong to
 * @param announced how many commits this node had announced before they were read; {@link #UNKNOWN} if others may
 *     commit to the same database
 * @param topics a topic without messages is left out
 */
public record TopicHeads(String epoch, long announced, List<TopicState> topics) {
    /** Nobody here can tell how many commits there were. */
    public static final long UNKNOWN = -1;
}
