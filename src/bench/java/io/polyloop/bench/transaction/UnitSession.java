package io.polyloop.bench.transaction;

import io.polyloop.bench.Figure;
import io.polyloop.bench.Peer;
import io.polyloop.bench.ServerProcess;
import io.polyloop.bench.Workload.Session;
import io.polyloop.bench.append.WriteResult;
import io.polyloop.bench.peer.RoundClient;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Measures one server. */
final class UnitSession implements Session {
    static final int WRITERS = 64;

    private final Transactions workload;
    private final Peer peer;
    private final ServerProcess server;
    private final RoundClient client;

    UnitSession(Transactions workload, Peer peer, ServerProcess server) throws IOException {
        this.workload = workload;
        this.peer = peer;
        this.server = server;
        this.client = new RoundClient(server);
        write(workload.warmUpMillis());
    }

    @Override
    public List<Figure> runRound() throws IOException {
        long cpu = server.cpuNanos();
        WriteResult result = write(workload.roundMillis());
        double micros = (server.cpuNanos() - cpu) / 1e3 / result.appends();
        return List.of(
                figure(Transactions.CPU, micros),
                figure(Transactions.RATE, result.perSecond()),
                figure(Transactions.P99, result.p99Nanos() / 1e6));
    }

    private Figure figure(String column, double value) {
        return new Figure(workload.table(), peer.name(), column, value);
    }

    private WriteResult write(long millis) throws IOException {
        return WriteResult.parse(client.run(WRITERS + " " + TimeUnit.MILLISECONDS.toNanos(millis)));
    }

    @Override
    public void close() {
        client.close();
    }
}
