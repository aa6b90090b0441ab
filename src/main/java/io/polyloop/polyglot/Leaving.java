package io.polyloop.polyglot;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The instances of a script that are being undeployed. Safe to use from any thread. */
final class Leaving {
    private final Set<Instance> instances = ConcurrentHashMap.newKeySet();
    private volatile boolean overdue;

    /** Adds an instance, which is given up at once if the time of all is over. */
    void add(Instance instance) {
        instances.add(instance);
        if (overdue) {
            instance.giveUp();
        }
    }

    void remove(Instance instance) {
        instances.remove(instance);
    }

    /** Waits for none of them any longer. */
    void giveUp() {
        overdue = true;
        instances.forEach(Instance::giveUp);
    }
}
