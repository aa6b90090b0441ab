package io.polyloop.topic;

import io.vertx.core.Future;

/**
 * The acknowledgement: these messages are durable.
 *
 * @param epoch the history that the sequence numbers belong to, as in {@link Position}
 * @param first the sequence number of the first message; the others follow without a gap
 * @param count the number of messages
 * @param at the time of the commit in milliseconds since 1970 UTC
 * @param repeated true if an earlier request with the same key stored the messages, and this one stored nothing
 */
public record Appended(TopicName topic, String epoch, long first, int count, long at, boolean repeated)
        implements AppendResult {

    @Override
    public Future<Appended> toFuture() {
        return Future.succeededFuture(this);
    }

    /** The sequence number of the last message. */
    public long last() {
        return first + count - 1;
    }
}
