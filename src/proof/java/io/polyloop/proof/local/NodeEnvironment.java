package io.polyloop.proof.local;

import java.net.URI;
import java.util.List;
import java.util.Map;

/** Where the nodes of a local cluster stand: what they are reached by, and how they find each other. From 0 on. */
public interface NodeEnvironment {
    URI http(int index);

    URI management(int index);

    /** What starts a node there, from what would start it here. */
    List<String> command(int index, List<String> command);

    /** Settings of one of {@code count} nodes, in the form of the environment. */
    Map<String, String> settings(int index, int count);
}
