package io.polyloop.proof.chaos;

import io.polyloop.proof.local.Clocks;
import io.polyloop.proof.local.Namespaces;

/** Where the nodes of a scenario stand. */
enum Place {
    LOOPBACK,
    /** Each in a network of its own, which can be cut. */
    NETWORKS,
    /** Each with a clock of its own, which can be set. */
    CLOCKS;

    /** Why there is none on this machine, and what to do; empty if there is. */
    String missing() {
        return switch (this) {
            case LOOPBACK -> "";
            case NETWORKS -> Namespaces.missing();
            case CLOCKS -> Clocks.missing();
        };
    }
}
