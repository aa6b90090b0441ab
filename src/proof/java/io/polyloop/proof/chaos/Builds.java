package io.polyloop.proof.chaos;

import io.polyloop.proof.local.LocalCluster;
import java.nio.file.Path;
import java.util.List;

/**
 * The commands of two builds of the service.
 *
 * @param first runs when the scenario begins
 * @param next replaces it
 */
record Builds(List<String> first, List<String> next) {

    /** @param other the jar of the other build */
    static Builds of(Update update, Path other, List<String> options) {
        List<String> here = LocalCluster.jar(options);
        List<String> there = LocalCluster.jar(other, options);
        return update == Update.TO_THIS ? new Builds(there, here) : new Builds(here, there);
    }
}
