package io.polyloop.journal;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * What waits for the commits of a {@link GroupCommit}. Appends and units of work have a queue each: statements of units
 * can take long, and an append waits for those of one batch at most. On one event loop.
 */
final class BatchQueue {
    private final int maxBatch;
    private final Deque<Queued.OfAppend> appends = new ArrayDeque<>();
    private final Deque<Queued.OfUnit> units = new ArrayDeque<>();
    private boolean appendsFirst;

    /** @param maxBatch messages, and statements of units */
    BatchQueue(int maxBatch) {
        this.maxBatch = maxBatch;
    }

    void add(Queued entry) {
        if (entry instanceof Queued.OfUnit unit) {
            units.add(unit);
        } else {
            appends.add((Queued.OfAppend) entry);
        }
    }

    /** Puts units that a batch had no time for before the others. The next batch is without units if appends wait. */
    void putBack(List<Queued.OfUnit> postponed) {
        for (int i = postponed.size() - 1; i >= 0; i--) {
            units.addFirst(postponed.get(i));
        }
        appendsFirst = !postponed.isEmpty();
    }

    boolean isEmpty() {
        return appends.isEmpty() && units.isEmpty();
    }

    /** Removes what has passed its deadline. */
    List<Queued> removeExpired() {
        List<Queued> expired = new ArrayList<>();
        removeExpired(appends, expired);
        removeExpired(units, expired);
        return expired;
    }

    private static void removeExpired(Deque<? extends Queued> queue, List<Queued> expired) {
        while (!queue.isEmpty() && queue.peek().deadline().hasPassed()) {
            expired.add(queue.remove());
        }
    }

    List<Queued> removeAll() {
        List<Queued> all = new ArrayList<>(appends);
        all.addAll(units);
        appends.clear();
        units.clear();
        return all;
    }

    /** Removes the next batch. While appends wait, units have half of it, so that neither keeps the other out. */
    QueuedBatch next() {
        List<Queued.OfUnit> taken = List.of();
        if (!appendsFirst || appends.isEmpty()) {
            taken = take(units, appends.isEmpty() ? maxBatch : maxBatch / 2);
        }
        appendsFirst = false;
        int statements = taken.stream().mapToInt(Queued::size).sum();
        return new QueuedBatch(take(appends, maxBatch - statements), taken);
    }

    /** At least one, which can be larger than the batch. */
    private static <T extends Queued> List<T> take(Deque<T> queue, int most) {
        List<T> taken = new ArrayList<>();
        int size = 0;
        while (!queue.isEmpty() && (taken.isEmpty() || size + queue.peek().size() <= most)) {
            T entry = queue.remove();
            size += entry.size();
            taken.add(entry);
        }
        return taken;
    }
}
