package io.polyloop.proof.local;

import java.net.URI;
import java.util.List;
import java.util.Map;

/** Addresses and discovery of the nodes of a local cluster. Indexes start at 0. */
public interface NodeEnvironment {
    URI http(int index);

    URI management(int index);

    /** The command that starts a node in this environment, from the one that starts it without. */
    List<String> command(int index, List<String> command);

    /** Environment variables of one of {@code count} nodes. */
    Map<String, String> settings(int index, int count);
}
