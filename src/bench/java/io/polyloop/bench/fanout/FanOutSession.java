package io.polyloop.bench.fanout;

import io.polyloop.bench.Figure;
import io.polyloop.bench.ServerProcess;
import io.polyloop.bench.Workload.Session;
import io.polyloop.bench.load.ClientLoop;
import io.polyloop.bench.load.Clients;
import io.polyloop.bench.load.LoadResult;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** The clients of one server, as many as each stage needs. */
final class FanOutSession implements Session {
    /** Most sockets that stay connected during the rounds of other servers, because open files are limited. */
    private static final int MOST_KEPT_CONNECTED = 1_000;

    private static final double CONNECTS_PER_SECOND = 4_000;

    private final TableLayout tables;
    private final LivePeer peer;
    private final ServerProcess server;
    private final Clients clients;
    private final Iterator<Stage> stages;

    FanOutSession(TableLayout tables, LivePeer peer, ServerProcess server, ClientLoop loop, List<Stage> stages)
            throws Exception {
        this.tables = tables;
        this.peer = peer;
        this.server = server;
        this.clients = new Clients(loop, server.address(), peer.protocol());
        this.stages = stages.iterator();
        clients.setSubscribers(stages.stream()
                .mapToInt(Stage::size)
                .map(FanOutSession::keptConnected)
                .max()
                .orElse(0));
    }

    FanOutSession warmUp(WarmUp warmUp) throws Exception {
        warmUp.run(clients);
        return this;
    }

    @Override
    public List<Figure> runRound() throws Exception {
        // A server with fewer stages than others skips the remaining rounds.
        return stages.hasNext() ? round(stages.next()) : List.of();
    }

    private List<Figure> round(Stage stage) throws Exception {
        clients.setSubscribers(stage.size());
        List<Figure> figures = new ArrayList<>();
        for (PublishMode mode : stage.modes()) {
            figures.addAll(measure(stage, mode));
        }
        clients.setSubscribers(keptConnected(stage.size()));
        return figures;
    }

    @Override
    public void close() {
        clients.close();
    }

    /** The time to connect the subscribers that stay for one round. */
    static double connectSeconds(Stage stage) {
        return (stage.size() - keptConnected(stage.size())) / CONNECTS_PER_SECOND;
    }

    private static int keptConnected(int size) {
        return Math.min(MOST_KEPT_CONNECTED, size);
    }

    private List<Figure> measure(Stage stage, PublishMode mode) throws Exception {
        long cpu = server.cpuNanos();
        LoadResult load = clients.runClosedLoop(mode.outstanding(), stage.millis());
        double micros = (server.cpuNanos() - cpu) / 1e3 / load.deliveries();
        return tables.figures(peer, stage.size(), mode.title(), micros, load);
    }
}
