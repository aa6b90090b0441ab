package io.polyloop.local;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The nodes of a cluster on loopback, made but not started. Node 1 has the usual ports, each further one ten more. */
public final class LocalCluster {
    private static final int STEP = 10;
    private static final int HTTP = 8080;
    private static final int MANAGEMENT = 8081;
    private static final int MEMBER = 5701;

    private final Path folder;
    private final List<String> command;
    private final Map<String, String> settings;
    private final int first;

    /**
     * @param command what starts a node
     * @param first added to the ports of all nodes, for a second cluster on the machine
     * @param settings of all nodes, in the form of the environment
     */
    public LocalCluster(Path folder, List<String> command, int first, Map<String, String> settings) {
        this.folder = folder;
        this.command = command;
        this.first = first;
        this.settings = settings;
    }

    /** What starts the packaged jar on the Java that runs this. */
    public static List<String> jar(String... options) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(options));
        command.addAll(List.of("-jar", "target/polyloop.jar"));
        return command;
    }

    /** What starts a node from the classes that run this, with those of the tests among them. */
    public static List<String> classes(List<String> options) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-cp", System.getProperty("java.class.path")));
        command.add("io.polyloop.Main");
        return command;
    }

    public List<LocalNode> nodes(int count) {
        return IntStream.range(0, count).mapToObj(index -> node(index, count)).toList();
    }

    /** The public address of a node, counted from 0. */
    public URI http(int index) {
        return address(HTTP, index);
    }

    private LocalNode node(int index, int count) {
        Map<String, String> environment = new HashMap<>(settings);
        environment.put("POLYLOOP_NODE_OFFSET", Integer.toString(offset(index)));
        environment.put("POLYLOOP_DATA_DIR", folder.resolve("data").toString());
        environment.put("POLYLOOP_CLUSTER_ENABLED", "true");
        environment.put("POLYLOOP_CLUSTER_SEEDS", seeds(count));
        return new LocalNode("node-" + (index + 1), command, environment, address(MANAGEMENT, index), folder);
    }

    private String seeds(int count) {
        return IntStream.range(0, count)
                .mapToObj(index -> "127.0.0.1:" + (MEMBER + offset(index)))
                .collect(Collectors.joining(","));
    }

    private int offset(int index) {
        return first + index * STEP;
    }

    private URI address(int port, int index) {
        return URI.create("http://127.0.0.1:" + (port + offset(index)) + "/");
    }
}
