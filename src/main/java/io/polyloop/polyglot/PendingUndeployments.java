package io.polyloop.polyglot;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The instances of a script that are being undeployed. Safe to use from any thread. */
final class PendingUndeployments {
    private final Set<ScriptInstance> instances = ConcurrentHashMap.newKeySet();
    private volatile boolean expired;

    /** Adds an instance, which is given up at once if the time of all is over. */
    void add(ScriptInstance instance) {
        instances.add(instance);
        if (expired) {
            instance.abandonUndeployment();
        }
    }

    void remove(ScriptInstance instance) {
        instances.remove(instance);
    }

    /** Waits for none of them any longer. */
    void abandonAll() {
        expired = true;
        instances.forEach(ScriptInstance::abandonUndeployment);
    }
}
