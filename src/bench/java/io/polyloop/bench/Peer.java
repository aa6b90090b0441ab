package io.polyloop.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** A server that can be measured: Polyloop, or what somebody would use in its place. */
public interface Peer {
    /** Its name in tables and pictures. */
    String name();

    /** Why it cannot run on this machine and how to get it, or nothing if it can. */
    Optional<String> unavailable();

    /** How much of a workload's warm-up it needs: a JVM all of it, what was compiled beforehand next to nothing. */
    default double warmUpFactor() {
        return 1;
    }

    /** Starts it as a process of its own, and returns once it serves. {@code folder} is empty and its own. */
    ServerProcess start(Path folder) throws IOException;
}
