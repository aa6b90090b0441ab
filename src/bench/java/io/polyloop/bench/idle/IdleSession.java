package io.polyloop.bench.idle;

import io.polyloop.bench.Figure;
import io.polyloop.bench.Peer;
import io.polyloop.bench.ServerProcess;
import io.polyloop.bench.Workload.Session;
import io.polyloop.bench.load.ClientLoop;
import io.polyloop.bench.load.IdleClients;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Measures one server before and after it has idle connections. */
final class IdleSession implements Session {
    /** Opened before the first measurement, to load the code that connections need. */
    private static final int FIRST_CONNECTIONS = 100;

    /** A class has a row in the table from this number of bytes per connection. */
    private static final int LEAST_BYTES_SHOWN = 100;

    private final IdleScenario scenario;
    private final Peer peer;
    private final ServerProcess server;
    private final ClientLoop loop;
    private final int connections;

    IdleSession(IdleScenario scenario, Peer peer, ServerProcess server, ClientLoop loop, int connections)
            throws Exception {
        this.scenario = scenario;
        this.peer = peer;
        this.server = server;
        this.loop = loop;
        this.connections = connections;
    }

    @Override
    public List<Figure> runRound() throws Exception {
        try (IdleClients clients = scenario.clients(peer, server, loop)) {
            clients.open(FIRST_CONNECTIONS);
            MemorySample before = MemorySample.of(server);
            clients.open(FIRST_CONNECTIONS + connections);
            MemorySample after = MemorySample.of(server);
            clients.checkOpen();
            return figures(before, after);
        }
    }

    @Override
    public void close() {
        // The round closes its clients.
    }

    private List<Figure> figures(MemorySample before, MemorySample after) {
        String table = String.format(Locale.ROOT, "%,d idle %s", connections, scenario.connections());
        List<Figure> figures = new ArrayList<>();
        double process = (after.process() - before.process()) / connections;
        figures.add(new Figure(table, peer.name(), "bytes a connection", process));
        Map<String, Double> heap = heap(before, after);
        if (!heap.isEmpty()) {
            double all = heap.values().stream().mapToDouble(Double::doubleValue).sum();
            figures.add(new Figure(table, peer.name(), "of it live heap", all));
        }
        if (peer.name().startsWith("Polyloop")) {
            figures.addAll(byClass(table + ": live heap of " + peer.name(), heap));
        }
        return figures;
    }

    /** Bytes a connection, by class. */
    private Map<String, Double> heap(MemorySample before, MemorySample after) {
        Map<String, Double> heap = new HashMap<>();
        after.heap()
                .forEach((type, bytes) ->
                        heap.put(type, (double) (bytes - before.heap().getOrDefault(type, 0L)) / connections));
        return heap;
    }

    private static List<Figure> byClass(String table, Map<String, Double> heap) {
        return heap.entrySet().stream()
                .filter(type -> type.getValue() >= LEAST_BYTES_SHOWN)
                .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
                .map(type -> new Figure(table, "`" + type.getKey() + "`", "bytes a connection", type.getValue()))
                .toList();
    }
}
