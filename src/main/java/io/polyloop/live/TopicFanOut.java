package io.polyloop.live;

import io.polyloop.topic.Page;
import io.polyloop.topic.ReadFrom;
import io.polyloop.topic.TopicName;
import io.polyloop.topic.TopicState;
import java.util.List;
import java.util.function.Consumer;

/**
 * The fan-out of one topic on one event loop: its subscriptions, what is known of its history, and the subscriptions
 * that wait for the journal. On that event loop.
 */
final class TopicFanOut implements Subscription.Topic, PendingReads.Receiver {
    private final TopicName topic;
    private final LoopContext loop;
    private final Consumer<TopicFanOut> requestCheck;
    private final Runnable onEmpty;
    private final HistoryView history;
    private final PendingReads pending;
    // event loop only
    private final FanOutRound round;
    private boolean closed;
    private boolean epochChanged;

    /**
     * @param requestCheck has this topic checked against the journal in the next round of repair
     * @param onEmpty runs when the last subscription is gone
     */
    TopicFanOut(
            TopicName topic,
            LoopContext loop,
            ReadScheduler reads,
            Consumer<TopicFanOut> requestCheck,
            Runnable onEmpty) {
        this.topic = topic;
        this.loop = loop;
        this.requestCheck = requestCheck;
        this.onEmpty = onEmpty;
        this.history = new HistoryView(new TopicTail(loop.tails()));
        this.pending = new PendingReads(topic, history, loop.catchUps(), reads, this);
        this.round = new FanOutRound(loop.fanOuts(), history::startRound);
    }

    Subscription subscribe(ReadFrom start, OnSlow onSlow, Subscriber subscriber) {
        Subscription subscription = new Subscription(this, loop, history, start, onSlow, subscriber);
        // Registered before the read: messages that are committed in between arrive as news.
        round.add(subscription);
        count(1);
        if (!subscription.resumeFromTail()) {
            readStart(subscription, start);
        }
        return subscription;
    }

    @Override
    public void remove(Subscription subscription) {
        round.remove(subscription);
        count(-1);
        closeIfEmpty();
    }

    /** Called with committed messages, in order of their seqs. */
    void onNews(String epoch, List<LiveMessage> messages) {
        if (history.differsFrom(epoch)) {
            epochChanged = true;
            requestCheck.accept(this);
            return;
        }
        history.append(epoch, messages);
        onHead(messages.get(messages.size() - 1).seq());
    }

    /** Called when messages up to this one were erased: drops them, and resets the subscriptions that have started. */
    void onErased(String epoch, long through) {
        if (history.erase(epoch, through)) {
            loop.batches().clear();
            round.forEach(subscription -> subscription.onErased(through));
        }
    }

    /** Starts a check against the journal; requests again what could not be read. */
    void startCheck() {
        if (epochChanged) {
            epochChanged = false;
            startHistory("", 0);
        }
        history.startCheck();
        pending.requestAgain();
    }

    /** The check's first result, the epoch of the database: if the news of a new history is lost, only this shows it. */
    void onEpoch(String current) {
        if (history.differsFrom(current)) {
            startHistory(current, 0);
        }
    }

    /** The check's second result: messages unknown here are read, and those that the journal dropped are dropped. */
    void onState(TopicState state) {
        if (history.contradicts(state)) {
            history.restart(state);
            restartRound();
        } else {
            onHead(state.head());
            history.tail().trimBefore(state.first());
            onErased(history.epoch(), state.erased());
        }
    }

    @Override
    public void requestPage(Subscription subscription) {
        pending.requestPage(subscription);
    }

    @Override
    public void retryAtRepair(Subscription subscription) {
        pending.waitForRepair(subscription);
        requestCheck.accept(this);
    }

    @Override
    public List<LiveMessage> onPage(Page page, long headBefore) {
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
        // For all subscriptions, not only those that wait for the page: lost news would leave the others behind.
        onHead(page.head());
        return messages;
    }

    @Override
    public void onReadEnd() {
        closeIfEmpty();
    }

    TopicName topic() {
        return topic;
    }

    HistoryView history() {
        return history;
    }

    private void readStart(Subscription subscription, ReadFrom start) {
        if (start instanceof ReadFrom.Oldest) {
            // The head alone does not show where the history starts.
            pending.requestPage(subscription);
        } else {
            pending.requestHead(subscription);
        }
    }

    private void count(int change) {
        loop.metrics().subscriptions(change);
        loop.counts().add(topic, change);
    }

    // Not while a page is read: a client that subscribes and closes in turns would start a read each time.
    private void closeIfEmpty() {
        if (round.isEmpty() && !pending.isReading() && !closed) {
            closed = true;
            history.tail().clear();
            onEmpty.run();
        }
    }

    private void onHead(long head) {
        if (history.advanceHead(head)) {
            round.request();
        }
    }

    /** The database was replaced: what is in memory is of the old history, and every subscription has to read again. */
    private void startHistory(String epoch, long head) {
        history.start(epoch, head);
        restartRound();
    }

    private void restartRound() {
        history.startRound();
        round.request();
    }
}
