package io.polyloop.live;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One queue for each owner, served in round-robin order: an owner with ten thousand items delays itself, and the others
 * by one item at a time. Owners and items are compared by {@code equals}. On one event loop.
 */
final class FairQueue<T> {
    // event loop only; the owner whose turn it is comes first
    private final Map<Object, Set<T>> queues = new LinkedHashMap<>();

    /** Adds an item; false if it is in the queue already. */
    boolean add(Object owner, T item) {
        return queues.computeIfAbsent(owner, first -> new LinkedHashSet<>()).add(item);
    }

    /** Removes the first item of the next owner; null if the queue is empty. */
    T poll() {
        Iterator<Map.Entry<Object, Set<T>>> owners = queues.entrySet().iterator();
        if (!owners.hasNext()) {
            return null;
        }
        Map.Entry<Object, Set<T>> next = owners.next();
        owners.remove();
        Iterator<T> items = next.getValue().iterator();
        T item = items.next();
        items.remove();
        if (items.hasNext()) {
            queues.put(next.getKey(), next.getValue());
        }
        return item;
    }

    /** Removes all items. */
    List<T> drain() {
        List<T> all = new ArrayList<>();
        queues.values().forEach(all::addAll);
        queues.clear();
        return all;
    }
}
