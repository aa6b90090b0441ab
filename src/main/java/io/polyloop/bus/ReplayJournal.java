package io.polyloop.bus;

import io.polyloop.topic.Journal;
import io.polyloop.topic.Page;
import io.polyloop.topic.ReadFrom;
import io.polyloop.topic.TopicName;
import io.vertx.core.Future;
import java.util.Collection;

/** The journal with the reads that bring subscriptions up to date, which only the hubs of the node need. */
public interface ReplayJournal extends Journal {
    /** The number of the last news is unknown, because other nodes can commit to the same database. */
    long UNKNOWN = -1;

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
}
