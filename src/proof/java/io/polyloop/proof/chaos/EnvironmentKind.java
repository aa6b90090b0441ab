package io.polyloop.proof.chaos;

import io.polyloop.proof.local.FakeClocks;
import io.polyloop.proof.local.NetworkNamespaces;

/** What isolates the nodes of a scenario from each other. */
enum EnvironmentKind {
    LOOPBACK,
    /** Each node has a network namespace, whose network can be cut. */
    NETWORK_NAMESPACES,
    /** Each node has a clock that can be set. */
    FAKE_CLOCKS;

    /** Why this machine does not support it, and what to install; empty if it does. */
    String unavailableReason() {
        return switch (this) {
            case LOOPBACK -> "";
            case NETWORK_NAMESPACES -> NetworkNamespaces.unavailableReason();
            case FAKE_CLOCKS -> FakeClocks.unavailableReason();
        };
    }
}
