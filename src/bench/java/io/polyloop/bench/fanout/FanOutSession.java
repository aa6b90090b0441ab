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

    private static final int BURST = 16;

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

    FanOutSession warmUp(long millis) throws Exception {
        clients.outstanding(1, millis / 2);
        clients.outstanding(BURST, millis / 2);
        return this;
    }

    @Override
    public List<Figure> round() throws Exception {
        Stage stage = stages.next();
        clients.subscribers(stage.size());
        List<Figure> figures = new ArrayList<>(measure(stage, "paced", 1));
        figures.addAll(measure(stage, "bursting", BURST));
        clients.subscribers(kept(stage.size()));
        return figures;
    }

    @Override
    public void close() {
        clients.close();
    }

    private static int kept(int size) {
        return Math.min(KEPT, size);
    }

    private List<Figure> measure(Stage stage, String how, int outstanding) throws Exception {
        long cpu = server.cpuNanos();
        Load load = clients.outstanding(outstanding, stage.millis());
        double micros = (server.cpuNanos() - cpu) / 1e3 / load.deliveries();
        return tables.figures(peer, stage.size(), how, micros, load);
    }
}
