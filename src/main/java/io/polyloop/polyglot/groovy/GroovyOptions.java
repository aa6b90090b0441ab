package io.polyloop.polyglot.groovy;

import java.util.Map;
import java.util.Set;

/** The named options of a call. */
final class GroovyOptions {
    private GroovyOptions() {}

    /** Refuses what is not one of {@code taken}: a misspelt option would be as if it was not given. */
    static void check(Map<String, ?> options, Set<String> taken) {
        for (Object name : options.keySet()) {
            if (!taken.contains(name.toString())) {
                throw new IllegalArgumentException("there is no option " + name + ": write one of " + taken);
            }
        }
    }
}
