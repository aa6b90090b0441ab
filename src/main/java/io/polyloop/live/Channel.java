package io.polyloop.live;

import io.polyloop.topic.Page;
import io.polyloop.topic.ReadFrom;
import io.polyloop.topic.TopicName;
import io.polyloop.topic.TopicState;
import java.util.List;

/**
 * One topic on one event loop: its subscriptions, what is known of its history, and which of them wait for the journal.
 * On that event loop.
 */
final class Channel {
    private final TopicName topic;
    private final Loop loop;
    private final Runnable whenEmpty;
    private final KnownHistory history;
    private final PendingReads pending;
    // event loop only
    private final Crowd crowd = new Crowd(this::offer);
    private boolean left;
    private long offered;
    private boolean otherHistory;

    /** @param whenEmpty runs when the last subscription is gone */
    Channel(TopicName topic, Loop loop, Runnable whenEmpty) {
        this.topic = topic;
        this.loop = loop;
        this.whenEmpty = whenEmpty;
        this.history = new KnownHistory(new Run(loop.tail()));
        this.pending = new PendingReads(loop.reads());
    }

    /** Registers before it reads: what is committed in between comes as news. */
    void add(Subscription subscription) {
        crowd.add(subscription);
        if (subscription.startFromTail()) {
            return;
        }
        if (subscription.needed() instanceof ReadFrom.Oldest) {
            pending.page(subscription); // the head alone does not say where it begins
        } else {
            pending.head(subscription);
        }
    }

    void remove(Subscription subscription) {
        crowd.remove(subscription);
        leaveIfEmpty();
    }

    /** Messages that were committed, in sequence order. */
    void onNews(String epoch, List<LiveMessage> messages) {
        if (history.differsFrom(epoch)) {
            otherHistory = true;
            loop.repair().accept(this);
            return;
        }
        history.append(epoch, messages);
        onHead(messages.get(messages.size() - 1).seq());
    }

    /** Messages up to this one were erased: they leave the memory, and subscriptions that have begun are reset. */
    void onErased(String epoch, long through) {
        if (history.erase(epoch, through)) {
            blocks().clear();
            crowd.forEach(subscription -> subscription.onErased(through));
        }
    }

    /** Feeds at most so many subscriptions; returns how many. Something new came for them before. */
    int feed(int most) {
        return crowd.feed(most);
    }

    /** Whether some subscriptions have still to be fed. */
    boolean isHungry() {
        return crowd.isHungry();
    }

    /** Asks again for what could not be read, and whether the history is still the one in memory. */
    void retry() {
        if (otherHistory) {
            otherHistory = false;
            begin("", 0);
        }
        history.onAsk();
        pending.askAgain();
    }

    /** The epoch that the database has now: if the news of a new history was lost, nothing else shows it. */
    void onHistory(String current) {
        if (history.differsFrom(current)) {
            begin(current, 0);
        }
    }

    /** What the journal answers after {@link #retry()}: messages not known are read, those not kept are dropped. */
    void onState(TopicState state) {
        if (history.contradicts(state)) {
            history.restart(state);
            offerAgain();
        } else {
            onHead(state.head());
            history.run().removeBefore(state.first());
            onErased(history.epoch(), state.erased());
        }
    }

    /** Keeps {@code subscription}, whose read failed, for the next round of repair. */
    void readLater(Subscription subscription) {
        pending.await(subscription);
        loop.repair().accept(this);
    }

    /** The page that was read is taken by all who waited for it. */
    void onReadDone() {
        pending.onDone();
        leaveIfEmpty();
    }

    void onReadFailed() {
        pending.onFailed();
        leaveIfEmpty();
    }

    /** An answer of the journal, asked for when the head was {@code headBefore}; its messages as they are shared. */
    List<LiveMessage> onPage(Page page, long headBefore) {
        if (crowd.isEmpty()) {
            return List.of();
        }
        if (history.isOutdated(page)) {
            return history.shared(page);
        }
        if (history.differsFrom(page.epoch()) || page.head() < headBefore) {
            begin(page.epoch(), page.head());
        }
        history.confirm(page);
        onErased(page.epoch(), page.erased());
        List<LiveMessage> messages = history.merge(page);
        // All subscriptions are fed, not only those that asked: a lost news would leave the others behind.
        onHead(page.head());
        return messages;
    }

    TopicName topic() {
        return topic;
    }

    PendingReads pending() {
        return pending;
    }

    CatchUpTurns turns() {
        return loop.turns();
    }

    KnownHistory history() {
        return history;
    }

    /**
     * The last message of the present round. What comes while some are fed already waits for the next round, so that
     * all get the same block.
     */
    long offered() {
        return offered;
    }

    LiveMetrics metrics() {
        return loop.metrics();
    }

    Blocks blocks() {
        return loop.blocks();
    }

    // A read under way keeps the channel: a client that subscribes and ends in turns would have a read for each turn.
    private void leaveIfEmpty() {
        if (crowd.isEmpty() && !pending.isReading() && !left) {
            left = true;
            history.run().clear();
            whenEmpty.run();
        }
    }

    private void onHead(long head) {
        if (history.advance(head)) {
            hunger();
        }
    }

    private void hunger() {
        boolean hungry = crowd.isHungry();
        crowd.hunger();
        if (!hungry && crowd.isHungry()) {
            loop.hungry().accept(this);
        }
    }

    /** The database was replaced: what is in memory is of the history before, and every subscription has to ask. */
    private void begin(String epoch, long head) {
        history.begin(epoch, head);
        offerAgain();
    }

    private void offerAgain() {
        offer();
        hunger();
    }

    private void offer() {
        offered = history.head();
    }
}
