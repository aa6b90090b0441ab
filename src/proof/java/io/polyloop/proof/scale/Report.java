package io.polyloop.proof.scale;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Writes the measurements as tables. */
final class Report {
    private static final String LOAD_TABLE =
            """
            # Cost of a cluster by number of nodes

            %d writers publish %d bytes of data every %d ms each, to %d topics; %d WebSockets subscribe, so that each message
            is delivered %d times. All clients are spread evenly over the nodes. %s

            | nodes | messages/s | messages a commit | CPU µs a message, without subscribers | with subscribers | \
            CPU µs a delivery | bytes on the bus a message | for each other node |
            |---|---:|---:|---:|---:|---:|---:|---:|
            """;
    private static final String IDLE_TABLE =
            """

            | nodes | s from start to ready | CPU s of it | resident MiB | live heap MiB | idle CPU, ms/s a node | \
            idle cluster manager, bytes/s a node | idle bus, bytes/s a node | connections: cluster manager | bus | PostgreSQL |
            |---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|
            """;

    private Report() {}

    static String of(List<BenchmarkResult> all) throws IOException {
        StringBuilder text = new StringBuilder(LOAD_TABLE.formatted(
                Load.WRITERS,
                Writers.DATA_BYTES,
                Load.INTERVAL.toMillis(),
                Load.TOPICS,
                Load.SUBSCRIBERS,
                Load.SUBSCRIBERS / Load.TOPICS,
                machine()));
        all.forEach(one -> text.append(loadRow(one)));
        text.append(IDLE_TABLE);
        all.forEach(one -> text.append(idleRow(one)));
        return text.toString();
    }

    private static String loadRow(BenchmarkResult one) {
        double bytes = one.busBytesPerMessage();
        return "| %s | %.0f | %.2f | %.0f | %.0f | %.1f | %s | %s |%n"
                .formatted(
                        name(one),
                        one.live().published() * 1e6 / one.live().micros(),
                        (double) one.live().published() / one.live().commits(),
                        one.cpuPerMessage(),
                        one.cpuPerMessageWithSubscribers(),
                        one.cpuPerDelivery(),
                        one.nodes() == 1 ? "–" : "%.0f".formatted(bytes),
                        one.nodes() == 1 ? "–" : "%.0f".formatted(bytes / (one.nodes() - 1)));
    }

    private static String idleRow(BenchmarkResult one) {
        return "| %s | %.1f | %.1f | %d | %d | %.1f | %.0f | %.0f | %d | %d | %d |%n"
                .formatted(
                        name(one),
                        one.start().nanos() / 1e9,
                        one.start().cpuMicros() / 1e6,
                        one.memory().resident() >> 20,
                        one.memory().heap() >> 20,
                        one.idlePerNode(one.idle().cpuMicros()) / 1e3,
                        one.idlePerNode(one.idle().managerBytes()),
                        one.idlePerNode(one.idle().busBytes()),
                        one.managerSockets() / 2,
                        one.busSockets() / 2,
                        one.databaseConnections());
    }

    private static String name(BenchmarkResult one) {
        return one.clustered() ? Integer.toString(one.nodes()) : "1, `cluster.enabled: false`";
    }

    private static String machine() throws IOException {
        String model = Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
                .filter(line -> line.startsWith("model name"))
                .map(line -> line.replaceFirst(".*:\\s*", ""))
                .findFirst()
                .orElse(System.getProperty("os.arch"));
        return "Nodes, clients and database share %d cores (%s), Java %s."
                .formatted(Runtime.getRuntime().availableProcessors(), model, Runtime.version());
    }
}
