package io.polyloop.proof.scale;

import io.polyloop.proof.local.LocalCluster;
import io.polyloop.proof.local.LocalDatabase;
import io.polyloop.proof.local.LocalNode;
import io.polyloop.proof.local.Loopback;
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
final class Trial {
    private static final int PORTS = 3_000;
    private static final Duration START = Duration.ofMinutes(2);
    private static final String CONNECTIONS =
            """
            select count(*) from pg_stat_activity
            where backend_type = 'client backend' and pid <> pg_backend_pid()""";

    private final LocalDatabase database;
    private final boolean clustered;
    private final Times times;
    private final String name;
    private final Loopback ground = new Loopback(PORTS);
    private final List<LocalNode> nodes;

    Trial(LocalDatabase database, Path folder, int size, boolean clustered, Times times) {
        this.database = database;
        this.clustered = clustered;
        this.times = times;
        this.name = folder.getFileName().toString();
        Map<String, String> settings =
                Map.of("POLYLOOP_JOURNAL_URL", database.url(), "POLYLOOP_CLUSTER_ENABLED", Boolean.toString(clustered));
        nodes = new LocalCluster(folder, LocalCluster.jar(List.of("-Xmx256m")), ground, settings).nodes(size);
    }

    Figures run() throws IOException, SQLException {
        System.out.println("measuring " + name);
        try (Load load =
                new Load(IntStream.range(0, nodes.size()).mapToObj(ground::http).toList(), name)) {
            return run(load);
        } finally {
            nodes.forEach(LocalNode::kill);
        }
    }

    private Figures run(Load load) throws IOException, SQLException {
        Nodes running = new Nodes(nodes, ground, load);
        Start start = startAll();
        Memory memory = Memory.of(nodes.get(0).pid());
        load.listen();
        load.warmUp(() -> pass(times.warmUp()));
        Reading live = load.publish(() -> window(running));
        load.hangUp();
        Reading writing = load.publish(() -> window(running));
        Reading idle = window(running);
        return new Figures(
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
    private Start startAll() {
        LocalNode last = nodes.get(nodes.size() - 1);
        nodes.stream().filter(node -> node != last).forEach(LocalNode::start);
        nodes.stream().filter(node -> node != last).forEach(Trial::awaitReady);
        List<Start> all = new ArrayList<>();
        for (int i = 0; i < times.starts(); i++) {
            if (last.running()) {
                last.terminate();
                last.await();
            }
            long begun = System.nanoTime();
            last.start();
            awaitReady(last);
            all.add(new Start(System.nanoTime() - begun, Nodes.cpuMicros(last)));
        }
        return all.stream().sorted(Comparator.comparing(Start::nanos)).toList().get(all.size() / 2);
    }

    private static void awaitReady(LocalNode node) {
        Awaitility.await(node.log().toString())
                .atMost(START)
                .pollInterval(Duration.ofMillis(20))
                .until(node::ready);
    }

    private Reading window(Nodes running) {
        Reading before = running.read();
        pass(times.window());
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
