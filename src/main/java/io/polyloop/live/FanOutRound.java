package io.polyloop.live;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The subscriptions of one topic on one event loop, and the progress of the current round of delivery: each round serves
 * every subscription once. On that event loop.
 */
final class FanOutRound implements FanOutScheduler.FanOut {
    private final FanOutScheduler scheduler;
    private final Runnable onStart;
    // event loop only
    private final Set<Subscription> subscriptions = new LinkedHashSet<>();
    private List<Subscription> round = List.of();
    private boolean changed;
    private boolean requested;
    private int next;

    /** @param onStart runs when a round starts: every subscription gets in it what is new at that time */
    FanOutRound(FanOutScheduler scheduler, Runnable onStart) {
        this.scheduler = scheduler;
        this.onStart = onStart;
    }

    void add(Subscription subscription) {
        changed |= subscriptions.add(subscription);
    }

    void remove(Subscription subscription) {
        changed |= subscriptions.remove(subscription);
        releaseFinished();
    }

    /** Runs the action for each subscription, including those that the action removes. */
    void forEach(Consumer<Subscription> action) {
        List.copyOf(subscriptions).forEach(action);
    }

    boolean isEmpty() {
        return subscriptions.isEmpty();
    }

    /** Requests a round. If one is in progress and has served some subscriptions, the new one follows it. */
    void request() {
        boolean inProgress = isInProgress();
        if (inProgress && next > 0) {
            requested = true;
            return;
        }
        start();
        if (!inProgress && isInProgress()) {
            scheduler.add(this);
        }
    }

    @Override
    public int deliver(int limit) {
        int count = 0;
        for (; count < limit && isInProgress(); count++) {
            // May close this one or others, which stay in the round and ignore the call, or start another round.
            round.get(next++).onNews();
        }
        if (requested && !isInProgress()) {
            start();
        }
        releaseFinished();
        return count;
    }

    /** Whether the current round has subscriptions that are not served yet. */
    @Override
    public boolean isInProgress() {
        return next < round.size();
    }

    // A topic may be quiet for hours, and the last round would keep the connections of all who left since in memory.
    private void releaseFinished() {
        if (changed && !isInProgress()) {
            round = List.of();
            next = 0;
        }
    }

    private void start() {
        requested = false;
        next = 0;
        if (changed) {
            changed = false;
            round = List.copyOf(subscriptions);
        }
        onStart.run();
    }
}
