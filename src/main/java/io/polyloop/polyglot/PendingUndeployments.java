package io.polyloop.polyglot;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The instances of a script that are being undeployed. Safe to use from any thread. */
final class PendingUndeployments {
    private final Set<ScriptInstance> instances = ConcurrentHashMap.newKeySet();
    private volatile boolean expired;

    /** Adds an instance, which is abandoned at once if {@link #abandonAll} was called. */
    void add(ScriptInstance instance) {
        instances.add(instance);
        if (expired) {
            instance.abandonUndeployment();
        }
    }

    void remove(ScriptInstance instance) {
        instances.remove(instance);
    }

    /** Abandons the undeployments in progress, and all that begin later. */
    void abandonAll() {
        expired = true;
        instances.forEach(ScriptInstance::abandonUndeployment);
    }
}
