package io.polyloop.proof.rebalance;

import io.polyloop.proof.chaos.ConsistencyCheck;
import io.polyloop.proof.client.StoredTopic;
import io.polyloop.proof.client.Subscriber;
import io.polyloop.proof.local.KeptResults;
import io.polyloop.proof.local.LocalCluster;
import io.polyloop.proof.local.LocalDatabase;
import io.polyloop.proof.local.LocalNode;
import io.polyloop.proof.local.LoopbackPorts;
import io.polyloop.proof.local.Pause;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * Adds two nodes to a cluster of three and waits until the live connections have spread: {@code [--short] [--keep]}. The exit
 * code is 1 if they have not in time, or if a client missed or repeated a message.
 */
public final class Rebalance {
    private static final Path FOLDER = Path.of("target", "rebalance").toAbsolutePath();
    private static final int PORT_OFFSET = 4_000;
    private static final int BEFORE = 3;
    private static final int AFTER = 5;
    private static final long SAMPLE_MS = 1_000;
    private static final Duration START_TIMEOUT = Duration.ofMinutes(3);
    private static final int CLIENTS = Clients.WEB_SOCKETS + Clients.EVENT_STREAMS;

    private final LoopbackPorts ports = new LoopbackPorts(PORT_OFFSET);
    private final Random random = new Random();
    private final Loads loads =
            new Loads(IntStream.range(0, AFTER).mapToObj(ports::management).toList());
    private final boolean isShort;
    private final Duration deadline;
    private long addedAt;

    private Rebalance(boolean isShort) {
        this.isShort = isShort;
        this.deadline = isShort ? Duration.ofSeconds(90) : Duration.ofMinutes(6);
    }

    public static void main(String[] args) throws Exception {
        List<String> options = List.of(args);
        RebalanceResult result = new Rebalance(options.contains("--short")).run();
        Path chart = FOLDER.resolve("rebalance.svg");
        Path report = FOLDER.resolve("rebalance.md");
        String text = Report.of(result, chart.getFileName().toString());
        Files.writeString(chart, LoadChart.of(result));
        Files.writeString(report, text);
        System.out.println("\n" + text + "\n" + report);
        KeptResults.keep(options, report, chart);
        System.exit(result.passed() ? 0 : 1);
    }

    private RebalanceResult run() throws IOException {
        clear(FOLDER);
        try (LocalDatabase database = LocalDatabase.start(FOLDER)) {
            List<LocalNode> nodes = new LocalCluster(
                            FOLDER,
                            LocalCluster.jar(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx384m")),
                            ports,
                            settings(database.url()))
                    .nodes(AFTER);
            try (RandomBalancer balancer = new RandomBalancer(uris(BEFORE), random);
                    Clients clients = new Clients(balancer.address(), random)) {
                startAll(nodes.subList(0, BEFORE));
                clients.start();
                await("clients connect", () -> loads.sample().total() == CLIENTS);
                sampleFor(Duration.ofSeconds(10));
                startAll(nodes);
                balancer.setNodes(uris(AFTER));
                addedAt = loads.elapsedMs();
                print(AFTER + " nodes");
                sampleFor(deadline);
                await("clients are back", () -> loads.sample().total() == CLIENTS);
                List<Integer> sentAway = loads.read(Loads.SENT_AWAY);
                clients.stopPublishers();
                Map<String, StoredTopic> stored = StoredTopic.read(database.url());
                clients.awaitCaughtUp(stored);
                clients.close();
                return result(clients, sentAway, stored);
            } finally {
                nodes.forEach(LocalNode::kill);
            }
        }
    }

    private RebalanceResult result(Clients clients, List<Integer> sentAway, Map<String, StoredTopic> stored) {
        return new RebalanceResult(
                loads.samples(),
                addedAt,
                deadline.toMillis(),
                CLIENTS,
                sentAway,
                clients.subscribers().stream()
                        .mapToInt(Subscriber::goAways)
                        .max()
                        .orElse(0),
                ConsistencyCheck.of(stored, clients.acks(), clients.subscribers()));
    }

    private void startAll(List<LocalNode> nodes) {
        nodes.forEach(LocalNode::start);
        await("nodes are ready", () -> nodes.stream().allMatch(LocalNode::ready));
    }

    private void sampleFor(Duration time) {
        long until = loads.elapsedMs() + time.toMillis();
        int count = 0;
        while (loads.elapsedMs() < until) {
            Loads.Sample sample = loads.sample();
            if (count++ % 10 == 0) {
                print(sample.connections() + ", furthest from the mean %.0f %%".formatted(100 * sample.spread()));
            }
            Pause.of(SAMPLE_MS);
        }
    }

    private static void await(String what, Callable<Boolean> condition) {
        Awaitility.await(what)
                .atMost(START_TIMEOUT)
                .pollInterval(Duration.ofMillis(SAMPLE_MS))
                .until(condition);
    }

    private void print(String text) {
        System.out.printf("  %6.1f s  %s%n", loads.elapsedMs() / 1_000.0, text);
    }

    private List<URI> uris(int count) {
        return IntStream.range(0, count).mapToObj(ports::http).toList();
    }

    private Map<String, String> settings(String url) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "POLYLOOP_JOURNAL_URL", url,
                "POLYLOOP_CLUSTER_MINIMUM", "2",
                "POLYLOOP_CLUSTER_REBALANCE", "true",
                "POLYLOOP_LIVE_HEARTBEAT", "2s",
                "POLYLOOP_VERTICLES", ""));
        if (isShort) {
            settings.put("POLYLOOP_CLUSTER_REBALANCE_RATE", "1");
            settings.put("POLYLOOP_CLUSTER_REBALANCE_SETTLE", "5s");
            settings.put("POLYLOOP_LIVE_RECONNECT_SPREAD", "1s");
        }
        return settings;
    }

    private static void clear(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
            }
        }
    }
}
