package io.polyloop.proof.chaos;

import io.polyloop.proof.local.FakeClocks;
import io.polyloop.proof.local.LocalCluster;
import io.polyloop.proof.local.LocalDatabase;
import io.polyloop.proof.local.LocalNode;
import io.polyloop.proof.local.LoopbackPorts;
import io.polyloop.proof.local.NetworkNamespaces;
import io.polyloop.proof.local.NodeEnvironment;
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

/** One scenario from a fresh cluster to its verdict. */
final class ScenarioRunner {
    private static final int NODES = 3;
    /** Beside the ports of a service that runs here already. */
    private static final int PORT_OFFSET = 2_000;

    private final Scenario scenario;
    private final Random random;
    private final Path folder;

    ScenarioRunner(Scenario scenario, long seed, Path folder) {
        this.scenario = scenario;
        this.random = new Random(seed);
        this.folder = folder;
    }

    ScenarioResult run() throws Exception {
        System.out.printf("%n%s: %s%n", scenario.name(), scenario.description());
        clear(folder);
        return switch (scenario.environment()) {
            case LOOPBACK -> run(new LoopbackPorts(PORT_OFFSET), "localhost");
            case FAKE_CLOCKS ->
                run(new FakeClocks(new LoopbackPorts(PORT_OFFSET), folder.resolve("clocks")), "localhost");
            case NETWORK_NAMESPACES -> {
                try (NetworkNamespaces namespaces = NetworkNamespaces.create(NODES)) {
                    yield run(namespaces, NetworkNamespaces.HOST);
                }
            }
        };
    }

    /** @param host what the nodes know this machine by */
    private ScenarioResult run(NodeEnvironment ground, String host) throws Exception {
        try (LocalDatabase database = LocalDatabase.start(folder)) {
            database.allowNetwork(NetworkNamespaces.NETWORK);
            String url = database.url(host);
            List<LocalNode> nodes = cluster(ground, url).nodes(NODES);
            List<URI> doors = IntStream.range(0, NODES).mapToObj(ground::http).toList();
            Clients clients = new Clients(doors, scenario.workload(), random, folder.resolve("acks.log"));
            Timeline timeline = new Timeline(nodes);
            ClusterUnderTest site = new ClusterUnderTest(database, ground, nodes, clients, timeline, random);
            try (clients;
                    timeline) {
                nodes.forEach(LocalNode::start);
                run(site);
            } finally {
                nodes.forEach(LocalNode::kill);
            }
            return ScenarioResult.of(scenario, clients, timeline, StoredTopic.read(database.url()));
        }
    }

    private void run(ClusterUnderTest site) throws Exception {
        site.awaitReady();
        site.clients().start();
        injectFaults(site);
        site.awaitReady();
        site.timeline().record("all", "quiet until the end");
        site.clients().stopWriters();
        site.clients().awaitCaughtUp(StoredTopic.read(site.database().url()));
    }

    // At least one: a scenario in which nothing broke would have proved nothing.
    private void injectFaults(ClusterUnderTest site) throws Exception {
        long until = site.timeline().elapsedMs() + scenario.duration().toMillis();
        do {
            Pause.of(random, scenario.minPauseMs(), scenario.maxPauseMs());
            scenario.faults().get(random.nextInt(scenario.faults().size())).inject(site);
        } while (site.timeline().elapsedMs() < until);
    }

    // What an earlier run stored would be judged with this one's.
    private static void clear(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
            }
        }
    }

    private LocalCluster cluster(NodeEnvironment ground, String url) {
        LocalCluster cluster = new LocalCluster(folder, List.of(), ground, settings(url));
        return scenario.droppedNews() > 0
                ? FastStart.fromClasses(cluster, "-D" + NewsDropper.SHARE + "=" + scenario.droppedNews())
                : FastStart.fromArchive(folder.getParent(), cluster);
    }

    private Map<String, String> settings(String url) {
        Map<String, String> settings = new HashMap<>();
        settings.put("POLYLOOP_JOURNAL_URL", url);
        settings.put("POLYLOOP_CLUSTER_MINIMUM", "2");
        // A cut has to be survived here, and not be cured by a restart.
        settings.put("POLYLOOP_CLUSTER_ISOLATION_TIMEOUT", "10m");
        settings.put("POLYLOOP_LIVE_HEARTBEAT", "1s");
        settings.put("POLYLOOP_LIVE_DEAD_AFTER", "5s");
        settings.put("POLYLOOP_VERTICLES", scenario.droppedNews() > 0 ? NewsDropper.class.getName() : "");
        return settings;
    }
}
