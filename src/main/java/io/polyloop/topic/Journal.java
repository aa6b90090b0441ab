package io.polyloop.topic;

import io.vertx.core.Future;
import java.util.Collection;
import java.util.List;

/**
 * The durable, ordered store of messages: the truth. This is the port; what is behind it may be replaced.
 *
 * <p>Every method returns at once and may be called from any event loop; the future completes on the caller's
 * context. Failures are {@link ProblemException}s: {@link Problem#JOURNAL_BUSY} before anything was done,
 * {@link Problem#JOURNAL_DOWN} when the database does not answer.
 */
public interface Journal {
    /** Commits that cannot be counted here, as others may commit to the same database. */
    long UNKNOWN = -1;

    /**
     * Commits messages. The future completes only once they are durable. A key that was used with other data is
     * {@link Problem#IDEMPOTENCY_CONFLICT}. After {@code JOURNAL_DOWN} the outcome is unknown: send again with the
     * same key.
     */
    Future<Appended> append(Append append);

    /**
     * Appends these in order. Each is committed or refused by itself: its future completes as soon as its result is
     * known, and never fails.
     */
    default List<Future<AppendResult>> append(List<Append> appends) {
        return appends.stream()
                .map(append -> append(append).transform(done -> Future.succeededFuture(AppendResult.of(done))))
                .toList();
    }

    /** Reads up to {@code limit} messages; fewer if they would be large. */
    Future<Page> read(TopicName topic, ReadFrom from, int limit);

    /**
     * Reads a page for a subscription, as {@link #read} does, on connections of its own: a long replay must not keep
     * requests waiting. Never refused as busy, so the caller bounds how many it asks for at once.
     */
    Future<Page> catchUp(TopicName topic, ReadFrom from, int limit);

    /**
     * The number of the last news this node announced, or {@link #UNKNOWN}. A hub that has the news with this number
     * and all before it missed nothing, and need not ask for heads.
     */
    Future<Long> lastNewsNumber();

    /** The heads of these topics, on a connection of its own; bounded by the caller like {@link #catchUp}. */
    Future<TopicHeads> heads(Collection<TopicName> topics);

    /**
     * Erases a topic's messages up to a position, or all that it has now if {@code through} is null. Its sequence goes
     * on. Completes once they are gone from the disk. {@link Problem#FORBIDDEN} while {@code journal.erase} is off,
     * {@link Problem#NOT_FOUND} for a topic that never had a message, {@link Problem#INVALID_POSITION} for a position
     * that its present history has not given.
     */
    Future<Void> erase(TopicName topic, Position through);

    /**
     * The topics that have messages and whose names start with {@code prefix} and come after {@code after}, in name
     * order.
     */
    Future<List<TopicState>> topics(String prefix, String after, int limit);
}
