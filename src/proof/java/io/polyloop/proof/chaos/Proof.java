package io.polyloop.proof.chaos;

import io.polyloop.proof.local.Clocks;
import io.polyloop.proof.local.Ground;
import io.polyloop.proof.local.LocalCluster;
import io.polyloop.proof.local.LocalDatabase;
import io.polyloop.proof.local.LocalNode;
import io.polyloop.proof.local.Loopback;
import io.polyloop.proof.local.Namespaces;
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
final class Proof {
    private static final int NODES = 3;
    /** Beside the ports of a service that runs here already. */
    private static final int PORTS = 2_000;

    private final Scenario scenario;
    private final Random random;
    private final Path folder;

    Proof(Scenario scenario, long seed, Path folder) {
        this.scenario = scenario;
        this.random = new Random(seed);
        this.folder = folder;
    }

    Result run() throws Exception {
        System.out.printf("%n%s: %s%n", scenario.name(), scenario.tells());
        clear(folder);
        return switch (scenario.place()) {
            case LOOPBACK -> run(new Loopback(PORTS), "localhost");
            case CLOCKS -> run(new Clocks(new Loopback(PORTS), folder.resolve("clocks")), "localhost");
            case NETWORKS -> {
                try (Namespaces namespaces = Namespaces.create(NODES)) {
                    yield run(namespaces, Namespaces.HOST);
                }
            }
        };
    }

    /** @param host what the nodes know this machine by */
    private Result run(Ground ground, String host) throws Exception {
        try (LocalDatabase database = LocalDatabase.start(folder)) {
            database.admit(Namespaces.NETWORK);
            String url = database.url(host);
            List<LocalNode> nodes = cluster(ground, url).nodes(NODES);
            List<URI> doors = IntStream.range(0, NODES).mapToObj(ground::http).toList();
            Clients clients = new Clients(doors, scenario.workload(), random, folder.resolve("acks.log"));
            Timeline timeline = new Timeline(nodes);
            Site site = new Site(database, ground, nodes, clients, timeline, random);
            try (clients;
                    timeline) {
                nodes.forEach(LocalNode::start);
                run(site);
            } finally {
                nodes.forEach(LocalNode::kill);
            }
            return Result.of(scenario, clients, timeline, Stored.read(database.url()));
        }
    }

    private void run(Site site) throws Exception {
        site.awaitReady();
        site.clients().start();
        inflict(site);
        site.awaitReady();
        site.timeline().note("all", "quiet until the end");
        site.clients().endWriting();
        site.clients().awaitCaughtUp(Stored.read(site.database().url()));
    }

    // At least one: a scenario in which nothing broke would have proved nothing.
    private void inflict(Site site) throws Exception {
        long until = site.timeline().now() + scenario.lasts().toMillis();
        do {
            Pause.of(random, scenario.leastPauseMs(), scenario.mostPauseMs());
            scenario.faults().get(random.nextInt(scenario.faults().size())).inflict(site);
        } while (site.timeline().now() < until);
    }

    // What an earlier run stored would be judged with this one's.
    private static void clear(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
            }
        }
    }

    private LocalCluster cluster(Ground ground, String url) {
        LocalCluster cluster = new LocalCluster(folder, List.of(), ground, settings(url));
        return scenario.dropped() > 0
                ? Quick.classes(cluster, "-D" + DropNews.SHARE + "=" + scenario.dropped())
                : Quick.from(folder.getParent(), cluster);
    }

    private Map<String, String> settings(String url) {
        Map<String, String> settings = new HashMap<>();
        settings.put("POLYLOOP_JOURNAL_URL", url);
        settings.put("POLYLOOP_CLUSTER_MINIMUM", "2");
        // A cut has to be survived here, and not be cured by a restart.
        settings.put("POLYLOOP_CLUSTER_ISOLATION_TIMEOUT", "10m");
        settings.put("POLYLOOP_LIVE_HEARTBEAT", "1s");
        settings.put("POLYLOOP_LIVE_DEAD_AFTER", "5s");
        settings.put("POLYLOOP_VERTICLES", scenario.dropped() > 0 ? DropNews.class.getName() : "");
        return settings;
    }
}
