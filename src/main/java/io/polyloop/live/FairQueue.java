package io.polyloop.live;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A queue for each owner, and the owners take turns: one that asks for ten thousand things delays itself, and the
 * others by one of them at a time. Owners and items are compared by {@code equals}. On one event loop.
 */
final class FairQueue<T> {
    // event loop only; the first owner is the next one
    private final Map<Object, Set<T>> queues = new LinkedHashMap<>();

    /** False if it waits already. */
    boolean add(Object owner, T item) {
        return queues.computeIfAbsent(owner, first -> new LinkedHashSet<>()).add(item);
    }

    /** The next owner's first item, or null if nothing waits. */
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

    /** Takes all of them out. */
    List<T> drain() {
        List<T> all = new ArrayList<>();
        queues.values().forEach(all::addAll);
        queues.clear();
        return all;
    }
}
