package io.polyloop.bench.fanout;

import io.polyloop.bench.Figure;
import io.polyloop.bench.Server;
import io.polyloop.bench.Workload.Session;
import io.polyloop.bench.load.Clients;
import io.polyloop.bench.load.Load;
import io.polyloop.bench.load.LoadLoop;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** The clients of one server, as many as the next stage asks for. */
final class FanOutSession implements Session {
    /** Sockets that stay connected while other servers have their turn: a process may open only so many files. */
    private static final int KEPT = 1_000;

    private static final double COME_PER_SECOND = 4_000;

    private final Tables tables;
    private final LivePeer peer;
    private final Server server;
    private final Clients clients;
    private final Iterator<Stage> stages;

    FanOutSession(Tables tables, LivePeer peer, Server server, LoadLoop loop, List<Stage> stages) throws Exception {
        this.tables = tables;
        this.peer = peer;
        this.server = server;
        this.clients = new Clients(loop, server.address(), peer.dialect());
        this.stages = stages.iterator();
        clients.subscribers(stages.stream()
                .mapToInt(Stage::size)
                .map(FanOutSession::kept)
                .max()
                .orElse(0));
    }

    FanOutSession warmUp(WarmUp warmUp) throws Exception {
        warmUp.run(clients);
        return this;
    }

    @Override
    public List<Figure> round() throws Exception {
        // Fewer stages than others have: this server sits the rest out.
        return stages.hasNext() ? round(stages.next()) : List.of();
    }

    private List<Figure> round(Stage stage) throws Exception {
        clients.subscribers(stage.size());
        List<Figure> figures = new ArrayList<>();
        for (Way way : stage.ways()) {
            figures.addAll(measure(stage, way));
        }
        clients.subscribers(kept(stage.size()));
        return figures;
    }

    @Override
    public void close() {
        clients.close();
    }

    /** How long it takes those to come who stay for one round. */
    static double comingSeconds(Stage stage) {
        return (stage.size() - kept(stage.size())) / COME_PER_SECOND;
    }

    private static int kept(int size) {
        return Math.min(KEPT, size);
    }

    private List<Figure> measure(Stage stage, Way way) throws Exception {
        long cpu = server.cpuNanos();
        Load load = clients.outstanding(way.outstanding(), stage.millis());
        double micros = (server.cpuNanos() - cpu) / 1e3 / load.deliveries();
        return tables.figures(peer, stage.size(), way.title(), micros, load);
    }
}
