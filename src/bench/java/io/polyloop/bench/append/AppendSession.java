package io.polyloop.bench.append;

import io.polyloop.bench.Figure;
import io.polyloop.bench.Peer;
import io.polyloop.bench.ServerProcess;
import io.polyloop.bench.Workload.Session;
import io.polyloop.bench.peer.RoundClient;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Measures one server with each number of writers. */
final class AppendSession implements Session {
    static final List<Integer> WRITERS = List.of(64, 1_000);

    private final Appends appends;
    private final Peer peer;
    private final ServerProcess server;
    private final RoundClient client;

    AppendSession(Appends appends, Peer peer, ServerProcess server) throws IOException {
        this.appends = appends;
        this.peer = peer;
        this.server = server;
        this.client = new RoundClient(server);
        for (int writers : WRITERS) {
            write(writers, appends.scale().warmUpMillis() / WRITERS.size());
        }
    }

    @Override
    public List<Figure> runRound() throws IOException {
        List<Figure> figures = new ArrayList<>();
        for (int writers : WRITERS) {
            long cpu = server.cpuNanos();
            WriteResult result = write(writers, appends.scale().roundMillis());
            double micros = (server.cpuNanos() - cpu) / 1e3 / result.appends();
            String table = appends.table(writers);
            figures.add(new Figure(table, peer.name(), "acks/s", result.perSecond()));
            figures.add(new Figure(table, peer.name(), "CPU µs an append", micros));
            figures.add(new Figure(table, peer.name(), "ack p99, ms", result.p99Nanos() / 1e6));
        }
        return figures;
    }

    private WriteResult write(int writers, long millis) throws IOException {
        return WriteResult.parse(client.run(writers + " " + TimeUnit.MILLISECONDS.toNanos(millis)));
    }

    @Override
    public void close() {
        client.close();
    }
}
