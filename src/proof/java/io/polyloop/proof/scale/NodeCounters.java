package io.polyloop.proof.scale;

import io.polyloop.proof.local.LocalNode;
import io.polyloop.proof.local.LoopbackPorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Set;
import java.util.function.IntUnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The counters of nodes that run. */
final class NodeCounters {
    private static final String COMMITS = "polyloop_journal_commit_seconds_count";
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final List<LocalNode> nodes;
    private final LoopbackPorts environment;
    private final Load load;

    NodeCounters(List<LocalNode> nodes, LoopbackPorts ground, Load load) {
        this.nodes = nodes;
        this.environment = ground;
        this.load = load;
    }

    CounterSnapshot read() {
        return new CounterSnapshot(
                System.nanoTime() / 1_000,
                nodes.stream().mapToLong(NodeCounters::cpuMicros).sum(),
                bus().bytes(),
                manager().bytes(),
                IntStream.range(0, nodes.size()).mapToLong(this::commits).sum(),
                load.published(),
                load.delivered());
    }

    TcpTraffic bus() {
        return TcpTraffic.of(ports(environment::bus));
    }

    TcpTraffic manager() {
        return TcpTraffic.of(ports(environment::member));
    }

    private Set<Integer> ports(IntUnaryOperator portOf) {
        return IntStream.range(0, nodes.size()).map(portOf).boxed().collect(Collectors.toSet());
    }

    static long cpuMicros(LocalNode node) {
        return ProcessHandle.of(node.pid())
                        .orElseThrow()
                        .info()
                        .totalCpuDuration()
                        .orElseThrow()
                        .toNanos()
                / 1_000;
    }

    private long commits(int index) {
        URI metrics = environment.management(index).resolve("/metrics");
        try {
            return HTTP.send(HttpRequest.newBuilder(metrics).build(), HttpResponse.BodyHandlers.ofLines())
                    .body()
                    .filter(line -> line.startsWith(COMMITS))
                    .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                    .sum();
        } catch (IOException absent) {
            throw new UncheckedIOException(absent);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }
}
