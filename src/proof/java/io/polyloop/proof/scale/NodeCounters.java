package io.polyloop.proof.scale;

import io.polyloop.fixture.Http;
import io.polyloop.proof.local.LocalNode;
import io.polyloop.proof.local.LoopbackPorts;
import java.util.List;
import java.util.Set;
import java.util.function.IntUnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Reads the counters of running nodes. */
final class NodeCounters {
    private static final String COMMITS = "polyloop_journal_commit_seconds_count";

    private final List<LocalNode> nodes;
    private final LoopbackPorts environment;
    private final Load load;

    NodeCounters(List<LocalNode> nodes, LoopbackPorts environment, Load load) {
        this.nodes = nodes;
        this.environment = environment;
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
        return TcpTraffic.of(ports(environment::manager));
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
        return Http.get(environment.management(index).resolve("/metrics"))
                .body()
                .lines()
                .filter(line -> line.startsWith(COMMITS))
                .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }
}
