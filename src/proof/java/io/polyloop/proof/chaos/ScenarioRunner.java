package io.polyloop.proof.chaos;

import io.polyloop.proof.client.StoredTopic;
import io.polyloop.proof.local.FakeClocks;
import io.polyloop.proof.local.LocalCluster;
import io.polyloop.proof.local.LocalDatabase;
import io.polyloop.proof.local.LocalNode;
import io.polyloop.proof.local.LoopbackPorts;
import io.polyloop.proof.local.NetworkNamespaces;
import io.polyloop.proof.local.NodeEnvironment;
import io.polyloop.proof.local.Pause;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Runs one scenario on a new cluster. */
final class ScenarioRunner {
    private static final int NODES = 3;
    /** Avoids the ports of a service that runs on this machine. */
    private static final int PORT_OFFSET = 2_000;

    private final Scenario scenario;
    private final Arguments arguments;
    private final Random random;
    private final Path folder;

    ScenarioRunner(Scenario scenario, Arguments arguments) {
        this.scenario = scenario;
        this.arguments = arguments;
        this.random = new Random(arguments.seed());
        this.folder = arguments.folder().resolve(scenario.name());
    }

    ScenarioResult run() throws Exception {
        System.out.printf("%n%s: %s%n", scenario.name(), scenario.description());
        clear(folder);
        LoopbackPorts loopback = new LoopbackPorts(PORT_OFFSET);
        return switch (scenario.environment()) {
            case LOOPBACK -> run(loopback, "localhost");
            case FAKE_CLOCKS -> run(new FakeClocks(loopback, folder.resolve("clocks")), "localhost");
            case NETWORK_NAMESPACES -> {
                try (NetworkNamespaces namespaces = NetworkNamespaces.create(NODES)) {
                    yield run(namespaces, NetworkNamespaces.HOST);
                }
            }
        };
    }

    /** @param host the name or address by which the nodes reach this machine */
    private ScenarioResult run(NodeEnvironment network, String host) throws Exception {
        try (LocalDatabase database = LocalDatabase.start(folder)) {
            NodeSettings node = NodeSettings.of(arguments, network, database, host, folder);
            NodeEnvironment environment = node.environment();
            Builds builds = arguments
                    .other()
                    .map(jar -> Builds.of(scenario.update(), jar, node.jvmOptions()))
                    .orElse(null);
            List<LocalNode> nodes = cluster(node, builds).nodes(NODES);
            List<URI> uris =
                    IntStream.range(0, NODES).mapToObj(environment::http).toList();
            Clients clients = new Clients(uris, scenario.workload(), random, node.tokens(), folder.resolve("acks.log"));
            Timeline timeline = new Timeline(nodes);
            try (clients;
                    timeline) {
                if (builds != null) {
                    nodes.forEach(one -> one.replace(builds.first()));
                }
                nodes.forEach(LocalNode::start);
                run(new ClusterUnderTest(
                        database, environment, nodes, clients, timeline, random, builds, scenario.duration()));
            } finally {
                nodes.forEach(LocalNode::kill);
            }
            return ScenarioResult.of(scenario, clients, timeline, StoredTopic.read(database.url()));
        }
    }

    private void run(ClusterUnderTest cluster) throws Exception {
        cluster.awaitReady();
        cluster.clients().start();
        injectFaults(cluster);
        cluster.awaitReady();
        cluster.timeline().record("all", "no further faults");
        cluster.clients().stopWriters();
        cluster.clients().awaitCaughtUp(StoredTopic.read(cluster.database().url()));
    }

    // At least one fault: a scenario without faults proves nothing.
    private void injectFaults(ClusterUnderTest cluster) throws Exception {
        long until = cluster.timeline().elapsedMs() + scenario.duration().toMillis();
        do {
            Pause.of(random, scenario.minPauseMs(), scenario.maxPauseMs());
            scenario.faults().get(random.nextInt(scenario.faults().size())).inject(cluster);
        } while (cluster.timeline().elapsedMs() < until);
    }

    // Messages of an earlier run would be checked together with those of this one.
    private static void clear(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
            }
        }
    }

    private LocalCluster cluster(NodeSettings node, Builds builds) {
        Map<String, String> settings = new HashMap<>(node.variables());
        if (scenario.droppedNews() > 0) {
            settings.put("POLYLOOP_VERTICLES", NewsDropper.class.getName());
        }
        LocalCluster cluster = new LocalCluster(folder, List.of(), node.environment(), settings);
        if (builds != null) {
            // Without an archive: the node that makes it would migrate the database.
            return cluster.with(builds.first().command(), Map.of());
        }
        return scenario.droppedNews() > 0
                ? FastStart.fromClasses(
                        node.jvmOptions(), cluster, "-D" + NewsDropper.SHARE + "=" + scenario.droppedNews())
                : FastStart.fromArchive(folder.getParent(), node.jvmOptions(), cluster);
    }
}
