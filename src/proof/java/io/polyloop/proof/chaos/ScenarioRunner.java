package io.polyloop.proof.chaos;

import io.polyloop.proof.client.ClientTokens;
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
    private final Random random;
    private final ClientTokens tokens;
    private final Path folder;

    /** @param token whether clients have to authenticate */
    ScenarioRunner(Scenario scenario, long seed, boolean token, Path folder) {
        this.scenario = scenario;
        this.random = new Random(seed);
        this.tokens = new ClientTokens(token);
        this.folder = folder;
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
    private ScenarioResult run(NodeEnvironment environment, String host) throws Exception {
        try (LocalDatabase database = LocalDatabase.start(folder)) {
            database.allowNetwork(NetworkNamespaces.NETWORK);
            List<LocalNode> nodes = cluster(environment, database.url(host)).nodes(NODES);
            List<URI> uris =
                    IntStream.range(0, NODES).mapToObj(environment::http).toList();
            Clients clients = new Clients(uris, scenario.workload(), random, tokens, folder.resolve("acks.log"));
            Timeline timeline = new Timeline(nodes);
            try (clients;
                    timeline) {
                nodes.forEach(LocalNode::start);
                run(new ClusterUnderTest(database, environment, nodes, clients, timeline, random));
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

    private LocalCluster cluster(NodeEnvironment environment, String url) {
        LocalCluster cluster = new LocalCluster(folder, List.of(), environment, settings(url));
        return scenario.droppedNews() > 0
                ? FastStart.fromClasses(cluster, "-D" + NewsDropper.SHARE + "=" + scenario.droppedNews())
                : FastStart.fromArchive(folder.getParent(), cluster);
    }

    private Map<String, String> settings(String url) {
        Map<String, String> settings = new HashMap<>();
        settings.put("POLYLOOP_JOURNAL_URL", url);
        settings.put("POLYLOOP_CLUSTER_MINIMUM", "2");
        // The nodes have to recover from a network fault without a restart.
        settings.put("POLYLOOP_CLUSTER_ISOLATION_TIMEOUT", "10m");
        settings.put("POLYLOOP_LIVE_HEARTBEAT", "1s");
        settings.put("POLYLOOP_LIVE_DEAD_AFTER", "5s");
        settings.putAll(tokens.settings(folder));
        settings.put("POLYLOOP_VERTICLES", scenario.droppedNews() > 0 ? NewsDropper.class.getName() : "");
        return settings;
    }
}
