package io.polyloop.topic;

import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import java.util.List;

/**
 * The durable, ordered store of messages, and the source of truth. This is the port: implementations can be replaced. A
 * release can add methods to it.
 *
 * <p>The methods do not block and can be called from any event loop; each future completes on the caller's context.
 * Failures are {@link ProblemException}s: {@link Problem#JOURNAL_BUSY} if the journal is overloaded and did nothing,
 * {@link Problem#JOURNAL_DOWN} if the database does not answer.
 */
public interface Journal {
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
                .map(append -> append(append).transform(done -> Future.succeededFuture(result(done))))
                .toList();
    }

    private static AppendResult result(AsyncResult<Appended> ended) {
        return ended.succeeded() ? ended.result() : new AppendResult.Refused(ProblemException.of(ended.cause()));
    }

    /**
     * Reads up to {@code limit} messages, or fewer if they are large: read on after {@link Page#last()}. Of a topic
     * without messages, it is an empty page.
     */
    Future<Page> read(TopicName topic, ReadFrom from, int limit);

    /**
     * Erases a topic's messages up to a position, or all present messages if {@code through} is null. The topic's
     * sequence continues. Completes when the messages are removed from the disk. Fails with {@link Problem#FORBIDDEN}
     * if {@code journal.erase} is off, {@link Problem#NOT_FOUND} if the topic never had a message, and
     * {@link Problem#INVALID_POSITION} if the position does not belong to the current history.
     */
    Future<Void> erase(TopicName topic, Position through);

    /**
     * Topics that have messages, in name order: up to {@code limit} of those whose names start with {@code prefix} and
     * sort after {@code after}. Both can be empty.
     */
    Future<List<TopicState>> topics(String prefix, String after, int limit);

    /**
     * The same topics, and where the next page starts. A page can have fewer topics than {@code limit} although others
     * follow, if the journal holds topics that are not for its user.
     */
    default Future<TopicPage> topicPage(String prefix, String after, int limit) {
        return topics(prefix, after, limit + 1).map(found -> TopicPage.of(found, limit));
    }
}
