package io.polyloop.live;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** The subscriptions of one topic on one event loop, and how far the present round of feeding them has come. */
final class Crowd {
    private final Runnable whenBegun;
    // event loop only
    private final Set<Subscription> members = new LinkedHashSet<>();
    private List<Subscription> round = List.of();
    private boolean changed;
    private boolean again;
    private int fed;

    /** @param whenBegun runs when a round begins: what is new then is what everybody gets in it */
    Crowd(Runnable whenBegun) {
        this.whenBegun = whenBegun;
    }

    void add(Subscription subscription) {
        changed |= members.add(subscription);
    }

    void remove(Subscription subscription) {
        changed |= members.remove(subscription);
        forget();
    }

    /** Runs for each of them, those included that it ends or adds. */
    void forEach(Consumer<Subscription> action) {
        List.copyOf(members).forEach(action);
    }

    boolean isEmpty() {
        return members.isEmpty();
    }

    /** Whether somebody has still to be fed. */
    boolean isHungry() {
        return fed < round.size();
    }

    /** There is something new for everybody; those who had their turn in a round under way get another one. */
    void hunger() {
        if (isHungry() && fed > 0) {
            again = true;
        } else {
            begin();
        }
    }

    /** Feeds at most so many; returns how many it fed. */
    int feed(int most) {
        int count = 0;
        for (; count < most && isHungry(); count++) {
            // May end it, or others, who then stay in this round and take nothing; or begin a round anew.
            round.get(fed++).onNews();
        }
        if (again && !isHungry()) {
            begin();
        }
        forget();
        return count;
    }

    // A topic may be quiet for hours, and a round would keep the connections of all who left meanwhile.
    private void forget() {
        if (changed && !isHungry()) {
            round = List.of();
            fed = 0;
        }
    }

    private void begin() {
        again = false;
        fed = 0;
        if (changed) {
            changed = false;
            round = List.copyOf(members);
        }
        whenBegun.run();
    }
}
