package io.polyloop.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** A server to measure: Polyloop or an alternative. */
public interface Peer {
    /** The name in tables and charts. */
    String name();

    /** Why this machine cannot run the server and how to install it; empty if it can. */
    Optional<String> unavailable();

    /** The part of a workload's warm-up that it needs: 1 for a JVM, near 0 for a program compiled ahead of time. */
    default double warmUpFactor() {
        return 1;
    }

    /** Starts the server in a separate process; returns once it listens. {@code folder} is empty and only for it. */
    ServerProcess start(Path folder) throws IOException;
}
