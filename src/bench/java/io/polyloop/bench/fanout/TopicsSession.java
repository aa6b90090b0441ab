package io.polyloop.bench.fanout;

import io.polyloop.bench.Figure;
import io.polyloop.bench.ServerProcess;
import io.polyloop.bench.Workload.Session;
import io.polyloop.bench.load.ClientLoop;
import io.polyloop.bench.load.Clients;
import io.polyloop.bench.load.LoadResult;
import io.polyloop.bench.protocol.PolyloopWebSocket;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** Sockets that connect again for each stage and subscribe to its number of topics. */
final class TopicsSession implements Session {
    private static final int SOCKETS = 1_000;
    /** Enough messages that every topic has its row in the journal before the measurement. */
    private static final int WARM_UP_OUTSTANDING = 128;

    private final TableLayout tables;
    private final LivePeer peer;
    private final ServerProcess server;
    private final ClientLoop loop;
    private final Iterator<Stage> stages;

    TopicsSession(TableLayout tables, LivePeer peer, ServerProcess server, ClientLoop loop, List<Stage> stages) {
        this.tables = tables;
        this.peer = peer;
        this.server = server;
        this.loop = loop;
        this.stages = stages.iterator();
    }

    TopicsSession warmUp(WarmUp warmUp) throws Exception {
        try (Clients clients =
                new Clients(loop, server.address(), PolyloopWebSocket.manyTopics(WARM_UP_OUTSTANDING, SOCKETS))) {
            clients.setSubscribers(SOCKETS);
            warmUp.run(clients);
        }
        return this;
    }

    @Override
    public List<Figure> runRound() throws Exception {
        Stage stage = stages.next();
        try (Clients clients =
                new Clients(loop, server.address(), PolyloopWebSocket.manyTopics(stage.size(), SOCKETS))) {
            clients.setSubscribers(SOCKETS);
            clients.runClosedLoop(WARM_UP_OUTSTANDING, stage.millis());
            List<Figure> figures = new ArrayList<>();
            for (PublishMode mode : stage.modes()) {
                figures.addAll(measure(clients, stage, mode));
            }
            return figures;
        }
    }

    @Override
    public void close() {
        // Each round closes its clients.
    }

    private List<Figure> measure(Clients clients, Stage stage, PublishMode mode) throws Exception {
        long cpu = server.cpuNanos();
        LoadResult load = clients.runClosedLoop(mode.outstanding(), stage.millis());
        double micros = (server.cpuNanos() - cpu) / 1e3 / load.deliveries();
        return tables.figures(peer, stage.size(), mode.title(), micros, load);
    }
}
