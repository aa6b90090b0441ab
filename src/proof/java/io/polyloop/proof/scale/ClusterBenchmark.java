package io.polyloop.proof.scale;

import io.polyloop.proof.local.LocalCluster;
import io.polyloop.proof.local.LocalDatabase;
import io.polyloop.proof.local.LocalNode;
import io.polyloop.proof.local.LoopbackPorts;
import io.polyloop.proof.local.Pause;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;

/** Measures one cluster, from its start to its stop. */
final class ClusterBenchmark {
    private static final int PORT_OFFSET = 3_000;
    private static final Duration START_TIMEOUT = Duration.ofMinutes(2);
    private static final String CONNECTIONS =
            """
            select count(*) from pg_stat_activity
            where backend_type = 'client backend' and pid <> pg_backend_pid()""";

    private final LocalDatabase database;
    private final boolean clustered;
    private final Timing timing;
    private final String name;
    private final LoopbackPorts environment = new LoopbackPorts(PORT_OFFSET);
    private final List<LocalNode> nodes;

    ClusterBenchmark(LocalDatabase database, Path folder, int size, boolean clustered, Timing timing) {
        this.database = database;
        this.clustered = clustered;
        this.timing = timing;
        this.name = folder.getFileName().toString();
        Map<String, String> settings =
                Map.of("POLYLOOP_JOURNAL_URL", database.url(), "POLYLOOP_CLUSTER_ENABLED", Boolean.toString(clustered));
        nodes = new LocalCluster(folder, LocalCluster.jar(List.of("-Xmx256m")), environment, settings).nodes(size);
    }

    BenchmarkResult run() throws IOException {
        System.out.println("measuring " + name);
        try (Load load = new Load(
                IntStream.range(0, nodes.size()).mapToObj(environment::http).toList(), name)) {
            return run(load);
        } finally {
            nodes.forEach(LocalNode::kill);
        }
    }

    private BenchmarkResult run(Load load) throws IOException {
        NodeCounters running = new NodeCounters(nodes, environment, load);
        StartCost start = startAll();
        JvmMemory memory = JvmMemory.of(nodes.get(0).pid());
        load.subscribe();
        load.warmUp(() -> Pause.of(timing.warmUp()));
        CounterSnapshot live = load.publish(() -> measure(running));
        load.unsubscribe();
        CounterSnapshot writing = load.publish(() -> measure(running));
        CounterSnapshot idle = measure(running);
        return new BenchmarkResult(
                nodes.size(),
                clustered,
                start,
                memory,
                idle,
                writing,
                live,
                running.bus().sockets(),
                running.manager().sockets(),
                database.count(CONNECTIONS));
    }

    /** Starts all nodes, the last one several times; returns its median start. */
    private StartCost startAll() {
        LocalNode last = nodes.get(nodes.size() - 1);
        nodes.stream().filter(node -> node != last).forEach(LocalNode::start);
        nodes.stream().filter(node -> node != last).forEach(ClusterBenchmark::awaitReady);
        List<StartCost> all = new ArrayList<>();
        for (int i = 0; i < timing.starts(); i++) {
            if (last.running()) {
                last.terminate();
                last.awaitExit();
            }
            long started = System.nanoTime();
            last.start();
            awaitReady(last);
            all.add(new StartCost(System.nanoTime() - started, NodeCounters.cpuMicros(last)));
        }
        return all.stream()
                .sorted(Comparator.comparing(StartCost::nanos))
                .toList()
                .get(all.size() / 2);
    }

    private static void awaitReady(LocalNode node) {
        Awaitility.await(node.log().toString())
                .atMost(START_TIMEOUT)
                .pollInterval(Duration.ofMillis(20))
                .until(node::ready);
    }

    private CounterSnapshot measure(NodeCounters running) {
        CounterSnapshot before = running.read();
        Pause.of(timing.window());
        return running.read().since(before);
    }
}
