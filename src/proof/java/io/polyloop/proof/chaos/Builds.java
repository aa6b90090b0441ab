package io.polyloop.proof.chaos;

import io.polyloop.proof.local.Build;
import java.nio.file.Path;
import java.util.List;

/**
 * Two builds of the service.
 *
 * @param first runs when the scenario begins
 * @param next replaces it
 */
record Builds(Build first, Build next) {

    /** @param other the jar of the other build */
    static Builds of(Update update, Path other, List<String> jvmOptions) {
        Build here = Build.of(Path.of("target", "polyloop.jar"), jvmOptions);
        Build there = Build.of(other, jvmOptions);
        return update == Update.TO_THIS ? new Builds(there, here) : new Builds(here, there);
    }
}
