package io.polyloop.bench.idle;

import io.polyloop.bench.Figure;
import io.polyloop.bench.Peer;
import io.polyloop.bench.Server;
import io.polyloop.bench.Workload.Session;
import io.polyloop.bench.load.Idlers;
import io.polyloop.bench.load.LoadLoop;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Connections to one server that come and stay. */
final class IdleSession implements Session {
    /** Loads the code that all the others need. */
    private static final int FIRST = 100;

    /** Bytes a connection of one class, from which on it has a row of its own. */
    private static final int WORTH_TELLING = 100;

    private final IdleKind kind;
    private final Peer peer;
    private final Server server;
    private final LoadLoop loop;
    private final int connections;

    IdleSession(IdleKind kind, Peer peer, Server server, LoadLoop loop, int connections) throws Exception {
        this.kind = kind;
        this.peer = peer;
        this.server = server;
        this.loop = loop;
        this.connections = connections;
    }

    @Override
    public List<Figure> round() throws Exception {
        try (Idlers idlers = kind.idlers(peer, server, loop)) {
            idlers.open(FIRST);
            Memory before = Memory.of(server);
            idlers.open(FIRST + connections);
            Memory after = Memory.of(server);
            idlers.check();
            return figures(before, after);
        }
    }

    @Override
    public void close() {
        // They left at the end of the round.
    }

    private List<Figure> figures(Memory before, Memory after) {
        String table = String.format(Locale.ROOT, "%,d idle %s", connections, kind.connections());
        List<Figure> figures = new ArrayList<>();
        double process = (after.process() - before.process()) / connections;
        figures.add(new Figure(table, peer.name(), "bytes a connection", process));
        Map<String, Double> heap = heap(before, after);
        if (!heap.isEmpty()) {
            double all = heap.values().stream().mapToDouble(Double::doubleValue).sum();
            figures.add(new Figure(table, peer.name(), "of it live heap", all));
        }
        if (peer == IdlePeers.POLYLOOP) {
            figures.addAll(byClass(table + ": Polyloop's live heap", heap));
        }
        return figures;
    }

    /** Bytes a connection, by class. */
    private Map<String, Double> heap(Memory before, Memory after) {
        Map<String, Double> heap = new HashMap<>();
        after.heap()
                .forEach((type, bytes) ->
                        heap.put(type, (double) (bytes - before.heap().getOrDefault(type, 0L)) / connections));
        return heap;
    }

    private static List<Figure> byClass(String table, Map<String, Double> heap) {
        return heap.entrySet().stream()
                .filter(type -> type.getValue() >= WORTH_TELLING)
                .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
                .map(type -> new Figure(table, "`" + type.getKey() + "`", "bytes a connection", type.getValue()))
                .toList();
    }
}
