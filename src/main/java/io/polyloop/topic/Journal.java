package io.polyloop.topic;

import io.vertx.core.Future;
import java.util.Collection;
import java.util.List;

/**
 * The durable, ordered store of messages, and the source of truth. This is the port: implementations can be replaced.
 *
 * <p>The methods do not block and can be called from any event loop; each future completes on the caller's context.
 * Failures are {@link ProblemException}s: {@link Problem#JOURNAL_BUSY} if the journal is overloaded and did nothing,
 * {@link Problem#JOURNAL_DOWN} if the database does not answer.
 */
public interface Journal {
    /** The number of the last news is unknown, because other nodes can commit to the same database. */
    long UNKNOWN = -1;

    /**
     * Commits messages. The future completes when they are durable. A key that was used with other data fails with
     * {@link Problem#IDEMPOTENCY_CONFLICT}. After {@code JOURNAL_DOWN} the outcome can be unknown: retry with the same
     * key.
     */
    Future<Appended> append(Append append);

    /**
     * Appends a batch in order. Each append is committed or refused separately: its future completes as soon as its
     * result is known, and never fails.
     */
    default List<Future<AppendResult>> append(List<Append> appends) {
        return appends.stream()
                .map(append -> append(append).transform(done -> Future.succeededFuture(AppendResult.of(done))))
                .toList();
    }

    /** Reads up to {@code limit} messages, or fewer if they are large. */
    Future<Page> read(TopicName topic, ReadFrom from, int limit);

    /**
     * Reads a page for a subscription, like {@link #read}, but on separate connections: a long replay must not delay
     * requests. It is never refused as busy, so the caller limits its concurrent reads.
     */
    Future<Page> catchUp(TopicName topic, ReadFrom from, int limit);

    /**
     * The number of the last news that this node published, or {@link #UNKNOWN}. A hub that has received all news up to
     * this number has missed nothing and does not need to query heads.
     */
    Future<Long> lastNewsNumber();

    /** The heads of topics, on a separate connection; the caller limits its concurrent reads as in {@link #catchUp}. */
    Future<TopicHeads> heads(Collection<TopicName> topics);

    /**
     * Erases a topic's messages up to a position, or all present messages if {@code through} is null. The topic's
     * sequence continues. Completes when the messages are removed from the disk. Fails with {@link Problem#FORBIDDEN}
     * if {@code journal.erase} is off, {@link Problem#NOT_FOUND} if the topic never had a message, and
     * {@link Problem#INVALID_POSITION} if the position does not belong to the current history.
     */
    Future<Void> erase(TopicName topic, Position through);

    /**
     * Topics that have messages, in name order: those whose names start with {@code prefix} and sort after
     * {@code after}.
     */
    Future<List<TopicState>> topics(String prefix, String after, int limit);
}
