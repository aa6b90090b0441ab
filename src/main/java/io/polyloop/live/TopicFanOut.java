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
final class TopicFanOut {
    private final TopicName topic;
    private final LoopContext loop;
    private final Runnable onEmpty;
    private final HistoryView history;
    private final PendingReads pending;
    // event loop only
    private final FanOutRound round = new FanOutRound(this::startRound);
    private boolean closed;
    private long roundHead;
    private boolean epochChanged;

    /** @param whenEmpty runs when the last subscription is gone */
    TopicFanOut(TopicName topic, LoopContext loop, Runnable whenEmpty) {
        this.topic = topic;
        this.loop = loop;
        this.onEmpty = whenEmpty;
        this.history = new HistoryView(new TopicTail(loop.tail()));
        this.pending = new PendingReads(loop.reads());
    }

    /** Registers before it reads: what is committed in between comes as news. */
    void add(Subscription subscription) {
        round.add(subscription);
        if (subscription.resumeFromTail()) {
            return;
        }
        if (subscription.nextRead() instanceof ReadFrom.Oldest) {
            pending.requestPage(subscription); // the head alone does not say where it begins
        } else {
            pending.requestHead(subscription);
        }
    }

    void remove(Subscription subscription) {
        round.remove(subscription);
        closeIfEmpty();
    }

    /** Messages that were committed, in sequence order. */
    void onNews(String epoch, List<LiveMessage> messages) {
        if (history.differsFrom(epoch)) {
            epochChanged = true;
            loop.repair().accept(this);
            return;
        }
        history.append(epoch, messages);
        onHead(messages.get(messages.size() - 1).seq());
    }

    /** Messages up to this one were erased: they leave the memory, and subscriptions that have begun are reset. */
    void onErased(String epoch, long through) {
        if (history.erase(epoch, through)) {
            batches().clear();
            round.forEach(subscription -> subscription.onErased(through));
        }
    }

    /** Feeds at most so many subscriptions; returns how many. Something new came for them before. */
    int deliver(int most) {
        return round.deliver(most);
    }

    /** Whether some subscriptions have still to be fed. */
    boolean hasPendingDeliveries() {
        return round.isInProgress();
    }

    /** Asks again for what could not be read, and whether the history is still the one in memory. */
    void startCheck() {
        if (epochChanged) {
            epochChanged = false;
            startHistory("", 0);
        }
        history.startCheck();
        pending.requestAgain();
    }

    /** The epoch that the database has now: if the news of a new history was lost, nothing else shows it. */
    void onEpoch(String current) {
        if (history.differsFrom(current)) {
            startHistory(current, 0);
        }
    }

    /** What the journal answers after {@link #startCheck()}: messages not known are read, those not kept are dropped. */
    void onState(TopicState state) {
        if (history.contradicts(state)) {
            history.restart(state);
            offerAgain();
        } else {
            onHead(state.head());
            history.tail().trimBefore(state.first());
            onErased(history.epoch(), state.erased());
        }
    }

    /** Keeps {@code subscription}, whose read failed, for the next round of repair. */
    void retryAtRepair(Subscription subscription) {
        pending.waitForRepair(subscription);
        loop.repair().accept(this);
    }

    /** The page that was read is taken by all who waited for it. */
    void onReadDone() {
        pending.onDone();
        closeIfEmpty();
    }

    void onReadFailed() {
        pending.onFailed();
        closeIfEmpty();
    }

    /** An answer of the journal, asked for when the head was {@code headBefore}; its messages as they are shared. */
    List<LiveMessage> onPage(Page page, long headBefore) {
        if (round.isEmpty()) {
            return List.of();
        }
        if (history.isStale(page)) {
            return history.toLiveMessages(page);
        }
        if (history.differsFrom(page.epoch()) || page.head() < headBefore) {
            startHistory(page.epoch(), page.head());
        }
        history.adopt(page);
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

    CatchUpScheduler catchUps() {
        return loop.catchUps();
    }

    HistoryView history() {
        return history;
    }

    /**
     * The last message of the present round. What comes while some are fed already waits for the next round, so that
     * all get the same batch.
     */
    long roundHead() {
        return roundHead;
    }

    LiveMetrics metrics() {
        return loop.metrics();
    }

    FrameBatchCache batches() {
        return loop.batches();
    }

    // A read under way keeps the fan-out: a client that subscribes and ends in turns would have a read for each turn.
    private void closeIfEmpty() {
        if (round.isEmpty() && !pending.isReading() && !closed) {
            closed = true;
            history.tail().clear();
            onEmpty.run();
        }
    }

    private void onHead(long head) {
        if (history.advanceHead(head)) {
            requestRound();
        }
    }

    private void requestRound() {
        boolean hungry = round.isInProgress();
        round.requestRound();
        if (!hungry && round.isInProgress()) {
            loop.fanOuts().accept(this);
        }
    }

    /** The database was replaced: what is in memory is of the history before, and every subscription has to ask. */
    private void startHistory(String epoch, long head) {
        history.start(epoch, head);
        offerAgain();
    }

    private void offerAgain() {
        startRound();
        requestRound();
    }

    private void startRound() {
        roundHead = history.head();
    }
}
