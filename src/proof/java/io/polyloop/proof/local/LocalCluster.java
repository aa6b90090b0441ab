package io.polyloop.proof.local;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Creates the nodes of a cluster on this machine, without starting them.
 *
 * @param folder for logs and data
 * @param command starts a node
 * @param settings environment variables of all nodes
 */
public record LocalCluster(
        Path folder, List<String> command, NodeEnvironment environment, Map<String, String> settings) {

    /** The command that runs the packaged jar with the Java of this process. */
    public static List<String> jar(List<String> options) {
        return jar(Path.of("target", "polyloop.jar"), options);
    }

    /** The command that runs the packaged jar of any build, which has its libraries beside it. */
    public static List<String> jar(Path jar, List<String> options) {
        List<String> command = java(options);
        command.addAll(List.of("-jar", jar.toString()));
        return command;
    }

    /** The command that runs a node from the class path of this process, which includes test classes. */
    public static List<String> classes(List<String> options) {
        List<String> command = java(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), "io.polyloop.Main"));
        return command;
    }

    private static List<String> java(List<String> options) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("--enable-native-access=ALL-UNNAMED");
        command.addAll(options);
        return command;
    }

    /** The same cluster with another command and additional settings. */
    public LocalCluster with(List<String> command, Map<String, String> more) {
        Map<String, String> all = new HashMap<>(settings);
        all.putAll(more);
        return new LocalCluster(folder, command, environment, all);
    }

    public List<LocalNode> nodes(int count) {
        return IntStream.range(0, count).mapToObj(index -> node(index, count)).toList();
    }

    private LocalNode node(int index, int count) {
        Map<String, String> variables = new HashMap<>();
        variables.put("POLYLOOP_DATA_DIR", folder.resolve("data").toString());
        variables.put("POLYLOOP_CLUSTER_ENABLED", "true");
        variables.putAll(settings);
        variables.putAll(environment.settings(index, count));
        return new LocalNode(
                "node-" + (index + 1),
                environment.command(index, command),
                variables,
                environment.http(index),
                environment.management(index),
                folder);
    }
}
