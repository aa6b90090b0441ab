package io.polyloop.proof.scale;

import io.polyloop.proof.local.LocalCluster;
import io.polyloop.proof.local.LocalDatabase;
import io.polyloop.proof.local.LocalNode;
import io.polyloop.proof.local.LoopbackPorts;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;

/** One cluster, from its start to its end. */
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

    ClusterBenchmark(LocalDatabase database, Path folder, int size, boolean clustered, Timing times) {
        this.database = database;
        this.clustered = clustered;
        this.timing = times;
        this.name = folder.getFileName().toString();
        Map<String, String> settings =
                Map.of("POLYLOOP_JOURNAL_URL", database.url(), "POLYLOOP_CLUSTER_ENABLED", Boolean.toString(clustered));
        nodes = new LocalCluster(folder, LocalCluster.jar(List.of("-Xmx256m")), environment, settings).nodes(size);
    }

    BenchmarkResult run() throws IOException, SQLException {
        System.out.println("measuring " + name);
        try (Load load = new Load(
                IntStream.range(0, nodes.size()).mapToObj(environment::http).toList(), name)) {
            return run(load);
        } finally {
            nodes.forEach(LocalNode::kill);
        }
    }

    private BenchmarkResult run(Load load) throws IOException, SQLException {
        NodeCounters running = new NodeCounters(nodes, environment, load);
        StartCost start = startAll();
        JvmMemory memory = JvmMemory.of(nodes.get(0).pid());
        load.subscribe();
        load.warmUp(() -> pass(timing.warmUp()));
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
                connections());
    }

    /** Starts all, the last one again and again: how long that takes, as a median. */
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
            long begun = System.nanoTime();
            last.start();
            awaitReady(last);
            all.add(new StartCost(System.nanoTime() - begun, NodeCounters.cpuMicros(last)));
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
        pass(timing.window());
        return running.read().since(before);
    }

    /** Time that is measured, and waits for nothing. */
    private static void pass(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        for (long left = time.toNanos(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private long connections() throws SQLException {
        try (var connection = DriverManager.getConnection(database.url());
                var statement = connection.createStatement();
                var rows = statement.executeQuery(CONNECTIONS)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
