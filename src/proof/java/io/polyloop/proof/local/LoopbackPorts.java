package io.polyloop.proof.local;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * All nodes on 127.0.0.1. The first node has the default ports; each further node adds ten.
 *
 * @param offset added to the ports of all nodes, for a second cluster on the machine
 */
public record LoopbackPorts(int offset) implements NodeEnvironment {
    private static final int STEP = 10;
    private static final int HTTP = 8080;
    private static final int MANAGEMENT = 8081;
    private static final int MANAGER = 5701;
    private static final int BUS = 5801;

    @Override
    public URI http(int index) {
        return URI.create("http://127.0.0.1:" + port(HTTP, index) + "/");
    }

    @Override
    public URI management(int index) {
        return URI.create("http://127.0.0.1:" + port(MANAGEMENT, index) + "/");
    }

    @Override
    public List<String> command(int index, List<String> command) {
        return command;
    }

    @Override
    public Map<String, String> settings(int index, int count) {
        String seeds = IntStream.range(0, count)
                .mapToObj(node -> "127.0.0.1:" + manager(node))
                .collect(Collectors.joining(","));
        return Map.of("POLYLOOP_NODE_OFFSET", Integer.toString(port(0, index)), "POLYLOOP_CLUSTER_SEEDS", seeds);
    }

    /** The port of the cluster manager. */
    public int manager(int index) {
        return port(MANAGER, index);
    }

    /** The port of the event bus. */
    public int bus(int index) {
        return port(BUS, index);
    }

    private int port(int first, int index) {
        return first + offset + index * STEP;
    }
}
