package io.polyloop.proof.chaos;

import io.polyloop.proof.local.FakeClocks;
import io.polyloop.proof.local.NetworkNamespaces;

/** Where the nodes of a scenario stand. */
enum EnvironmentKind {
    LOOPBACK,
    /** Each in a network of its own, which can be cut. */
    NETWORK_NAMESPACES,
    /** Each with a clock of its own, which can be set. */
    FAKE_CLOCKS;

    /** Why there is none on this machine, and what to do; empty if there is. */
    String unavailableReason() {
        return switch (this) {
            case LOOPBACK -> "";
            case NETWORK_NAMESPACES -> NetworkNamespaces.unavailableReason();
            case FAKE_CLOCKS -> FakeClocks.unavailableReason();
        };
    }
}
