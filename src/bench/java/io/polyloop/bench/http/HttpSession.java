package io.polyloop.bench.http;

import io.polyloop.bench.Figure;
import io.polyloop.bench.Peer;
import io.polyloop.bench.ServerProcess;
import io.polyloop.bench.Workload.Session;
import io.polyloop.bench.load.ClientLoop;
import io.polyloop.bench.load.HttpClients;
import io.polyloop.bench.load.HttpResult;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;

/** The connections to one server, as many as each round needs. */
final class HttpSession implements Session {
    private static final double NANOS_PER_MILLI = 1e6;

    private final HttpScenario scenario;
    private final Peer peer;
    private final ServerProcess server;
    private final HttpClients clients;
    private final List<Integer> connections;
    private final Iterator<Integer> rounds;
    private final long millis;

    HttpSession(
            HttpScenario scenario,
            Peer peer,
            ServerProcess server,
            ClientLoop loop,
            List<Integer> connections,
            long millis) {
        this.scenario = scenario;
        this.peer = peer;
        this.server = server;
        this.clients = new HttpClients(loop, server.address(), connection -> scenario.requests(peer, connection));
        this.connections = connections;
        this.rounds = connections.iterator();
        this.millis = millis;
    }

    HttpSession warmUp(long warmUpMillis) throws Exception {
        clients.setConnections(connections.get(0));
        clients.run(warmUpMillis);
        return this;
    }

    @Override
    public List<Figure> runRound() throws Exception {
        int count = rounds.next();
        clients.setConnections(count);
        long cpu = server.cpuNanos();
        HttpResult result = clients.run(millis);
        double micros = (server.cpuNanos() - cpu) / 1e3 / result.count();
        String table = String.format(Locale.ROOT, "%s, %,d connections", scenario.title(), count);
        double p99 = result.latencies().getValueAtPercentile(99) / NANOS_PER_MILLI;
        return List.of(
                new Figure(table, peer.name(), "CPU µs a request", micros),
                new Figure(table, peer.name(), "requests/s", result.perSecond()),
                new Figure(table, peer.name(), "p99, ms", p99),
                new Figure(table, peer.name(), "load client's CPU %", result.clientPercent()));
    }

    @Override
    public void close() {
        clients.close();
    }
}
