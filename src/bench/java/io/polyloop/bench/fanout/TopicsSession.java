package io.polyloop.bench.fanout;

import io.polyloop.bench.Figure;
import io.polyloop.bench.Server;
import io.polyloop.bench.Workload.Session;
import io.polyloop.bench.dialect.PolyloopSocket;
import io.polyloop.bench.load.Clients;
import io.polyloop.bench.load.Load;
import io.polyloop.bench.load.LoadLoop;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** Sockets that subscribe anew for each stage, to as many topics as it says. */
final class TopicsSession implements Session {
    private static final int SOCKETS = 1_000;
    /** Enough of them that every topic has had a message, and its row in the journal, before it counts. */
    private static final int WARM_UP = 128;

    private final Tables tables;
    private final LivePeer peer;
    private final Server server;
    private final LoadLoop loop;
    private final Iterator<Stage> stages;

    TopicsSession(Tables tables, LivePeer peer, Server server, LoadLoop loop, List<Stage> stages) {
        this.tables = tables;
        this.peer = peer;
        this.server = server;
        this.loop = loop;
        this.stages = stages.iterator();
    }

    TopicsSession warmUp(WarmUp warmUp) throws Exception {
        try (Clients clients = new Clients(loop, server.address(), PolyloopSocket.manyTopics(WARM_UP, SOCKETS))) {
            clients.subscribers(SOCKETS);
            warmUp.run(clients);
        }
        return this;
    }

    @Override
    public List<Figure> round() throws Exception {
        Stage stage = stages.next();
        try (Clients clients = new Clients(loop, server.address(), PolyloopSocket.manyTopics(stage.size(), SOCKETS))) {
            clients.subscribers(SOCKETS);
            clients.outstanding(WARM_UP, stage.millis());
            List<Figure> figures = new ArrayList<>();
            for (Way way : stage.ways()) {
                figures.addAll(measure(clients, stage, way));
            }
            return figures;
        }
    }

    @Override
    public void close() {
        // They left at the end of their round.
    }

    private List<Figure> measure(Clients clients, Stage stage, Way way) throws Exception {
        long cpu = server.cpuNanos();
        Load load = clients.outstanding(way.outstanding(), stage.millis());
        double micros = (server.cpuNanos() - cpu) / 1e3 / load.deliveries();
        return tables.figures(peer, stage.size(), way.title(), micros, load);
    }
}
