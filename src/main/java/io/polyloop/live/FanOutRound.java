package io.polyloop.live;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** The subscriptions of one topic on one event loop, and how far the present round of feeding them has come. */
final class FanOutRound {
    private final Runnable onStart;
    // event loop only
    private final Set<Subscription> subscriptions = new LinkedHashSet<>();
    private List<Subscription> round = List.of();
    private boolean changed;
    private boolean requested;
    private int next;

    /** @param whenBegun runs when a round begins: what is new then is what everybody gets in it */
    FanOutRound(Runnable whenBegun) {
        this.onStart = whenBegun;
    }

    void add(Subscription subscription) {
        changed |= subscriptions.add(subscription);
    }

    void remove(Subscription subscription) {
        changed |= subscriptions.remove(subscription);
        releaseFinished();
    }

    /** Runs for each of them, those included that it ends or adds. */
    void forEach(Consumer<Subscription> action) {
        List.copyOf(subscriptions).forEach(action);
    }

    boolean isEmpty() {
        return subscriptions.isEmpty();
    }

    /** Whether somebody has still to be fed. */
    boolean isInProgress() {
        return next < round.size();
    }

    /** There is something new for everybody; those who had their turn in a round under way get another one. */
    void requestRound() {
        if (isInProgress() && next > 0) {
            requested = true;
        } else {
            start();
        }
    }

    /** Feeds at most so many; returns how many it fed. */
    int deliver(int most) {
        int count = 0;
        for (; count < most && isInProgress(); count++) {
            // May end it, or others, who then stay in this round and take nothing; or begin a round anew.
            round.get(next++).onNews();
        }
        if (requested && !isInProgress()) {
            start();
        }
        releaseFinished();
        return count;
    }

    // A topic may be quiet for hours, and a round would keep the connections of all who left meanwhile.
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
