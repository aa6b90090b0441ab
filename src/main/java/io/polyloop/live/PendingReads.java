package io.polyloop.live;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The subscriptions of one topic on one event loop that wait for the journal. A thousand that come back at once wait
 * for the same page instead of asking for one each. On that event loop.
 */
final class PendingReads {
    private final ReadScheduler reads;
    // event loop only
    private List<Subscription> starting = List.of();
    private Set<Subscription> waiting = Set.of();
    private boolean reading;

    PendingReads(ReadScheduler reads) {
        this.reads = reads;
    }

    /** Asks for the head of the topic, which is all that this subscription needs to start. */
    void requestHead(Subscription subscription) {
        starting = starting.isEmpty() ? new ArrayList<>(1) : starting;
        starting.add(subscription);
        reads.requestHead(subscription);
    }

    /** Reads a page for {@code subscription} when it is its turn. */
    void requestPage(Subscription subscription) {
        waitForRepair(subscription);
        reads.requestPage(subscription);
    }

    /** Keeps {@code subscription} without a turn, until {@link #requestAgain()}. */
    void waitForRepair(Subscription subscription) {
        waiting = waiting.isEmpty() ? new LinkedHashSet<>(2) : waiting;
        waiting.add(subscription);
    }

    /** Asks for all that wait. */
    void requestAgain() {
        List.copyOf(waiting).forEach(reads::requestPage);
    }

    /** Those that wait for the head to start; it is asked for now. */
    List<Subscription> takeStarting() {
        List<Subscription> taken = starting.stream()
                .filter(subscription -> !subscription.isClosed())
                .toList();
        starting = List.of();
        return taken;
    }

    /** Whether a page is to be read for {@code subscription} now: it waits, and no page is under way. */
    boolean isNext(Subscription subscription) {
        return !reading && !subscription.isClosed() && waiting.contains(subscription);
    }

    /** Those that wait for a page; it is read now. */
    Collection<Subscription> takeWaiting() {
        reading = true;
        Set<Subscription> taken = waiting;
        waiting = Set.of();
        return taken;
    }

    boolean isReading() {
        return reading;
    }

    /** All who waited for the page took it; others may wait since. */
    void onDone() {
        reading = false;
        requestAgain();
    }

    /** No page came. Those that start ask again, and are refused if that fails too; the others wait for repair. */
    void onFailed() {
        reading = false;
        List.copyOf(waiting).stream().filter(Subscription::isStarting).forEach(reads::requestPage);
    }
}
