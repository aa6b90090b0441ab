package io.polyloop.polyglot.groovy;

import java.util.Map;
import java.util.Set;

/** Options of a call, by name. */
final class GroovyOptions {
    private GroovyOptions() {}

    /** Throws if an option is not in {@code known}: a misspelled option would be ignored. */
    static void check(Map<String, ?> options, Set<String> known) {
        for (Object name : options.keySet()) {
            if (!known.contains(name.toString())) {
                throw new IllegalArgumentException("unknown option " + name + "; use one of " + known);
            }
        }
    }
}
