package io.polyloop.live;

import io.polyloop.topic.Page;
import io.polyloop.topic.ReadFrom;
import io.polyloop.topic.TopicName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The subscriptions of one topic on one event loop that wait for the journal. They share its answers: a thousand
 * clients that reconnect at once cost one page, not one each. On that event loop.
 */
final class PendingReads implements ReadScheduler.Topic {
    /** What receives the pages before the subscriptions do. */
    interface Receiver {
        /**
         * Takes over what a page shows of the history.
         *
         * @param headBefore the head that was known when the read started
         * @return the messages of the page, as the subscriptions share them
         */
        List<LiveMessage> onPage(Page page, long headBefore);

        /** Called when the read of a page is over, successful or not. */
        void onReadEnd();
    }

    private final TopicName topic;
    private final HistoryView history;
    private final CatchUpScheduler catchUps;
    private final ReadScheduler reads;
    private final Receiver receiver;
    // event loop only
    private List<Subscription> starting = List.of();
    private Set<Subscription> waiting = Set.of();
    private boolean reading;

    PendingReads(
            TopicName topic, HistoryView history, CatchUpScheduler catchUps, ReadScheduler reads, Receiver receiver) {
        this.topic = topic;
        this.history = history;
        this.catchUps = catchUps;
        this.reads = reads;
        this.receiver = receiver;
    }

    /** Queries the head of the topic, which is all that this subscription needs to start. */
    void requestHead(Subscription subscription) {
        starting = starting.isEmpty() ? new ArrayList<>(1) : starting;
        starting.add(subscription);
        reads.requestHead(this, subscription);
    }

    /** Reads the page that this subscription needs next, when its connection has its turn. */
    void requestPage(Subscription subscription) {
        waitForRepair(subscription);
        reads.requestPage(this, subscription);
    }

    /** Lets the subscription wait until {@link #requestAgain}, or for a page that another one requests. */
    void waitForRepair(Subscription subscription) {
        waiting = waiting.isEmpty() ? new LinkedHashSet<>(2) : waiting;
        waiting.add(subscription);
    }

    /** Requests a page for every subscription that waits. */
    void requestAgain() {
        List.copyOf(waiting).forEach(subscription -> reads.requestPage(this, subscription));
    }

    /** Whether the read of a page is in progress. */
    boolean isReading() {
        return reading;
    }

    @Override
    public TopicName name() {
        return topic;
    }

    @Override
    public Optional<SharedRead> startHeadRead() {
        List<Subscription> readers = starting.stream()
                .filter(subscription -> !subscription.isClosed())
                .toList();
        starting = List.of();
        return readers.isEmpty() ? Optional.empty() : Optional.of(read(readers, ReadFrom.NOW, () -> {}));
    }

    @Override
    public Optional<SharedRead> startPageRead(Subscription first, Runnable onEnd) {
        if (reading || first.isClosed() || !waiting.contains(first)) {
            return Optional.empty();
        }
        reading = true;
        Set<Subscription> readers = waiting;
        waiting = Set.of();
        return Optional.of(read(readers, first.nextRead(), () -> {
            onPageDelivered();
            onEnd.run();
        }));
    }

    @Override
    public void onPageFailed() {
        reading = false;
        // Those that start request a page again, and are refused if that fails too; the others wait for the repair.
        List.copyOf(waiting).stream()
                .filter(Subscription::isStarting)
                .forEach(subscription -> reads.requestPage(this, subscription));
        receiver.onReadEnd();
    }

    private void onPageDelivered() {
        reading = false;
        requestAgain();
        receiver.onReadEnd();
    }

    private SharedRead read(Collection<Subscription> readers, ReadFrom from, Runnable onDelivered) {
        long headBefore = history.head();
        return new SharedRead(readers, from, page -> receiver.onPage(page, headBefore), catchUps, onDelivered);
    }
}
