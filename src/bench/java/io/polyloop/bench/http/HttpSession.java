package io.polyloop.bench.http;

import io.polyloop.bench.Figure;
import io.polyloop.bench.Peer;
import io.polyloop.bench.Server;
import io.polyloop.bench.Workload.Session;
import io.polyloop.bench.load.Answers;
import io.polyloop.bench.load.Askers;
import io.polyloop.bench.load.LoadLoop;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;

/** The connections to one server, as many as the next round asks for. */
final class HttpSession implements Session {
    private static final double NANOS_A_MILLI = 1e6;

    private final HttpKind kind;
    private final Peer peer;
    private final Server server;
    private final Askers askers;
    private final List<Integer> connections;
    private final Iterator<Integer> rounds;
    private final long millis;

    HttpSession(HttpKind kind, Peer peer, Server server, LoadLoop loop, List<Integer> connections, long millis) {
        this.kind = kind;
        this.peer = peer;
        this.server = server;
        this.askers = new Askers(loop, server.address(), kind.path());
        this.connections = connections;
        this.rounds = connections.iterator();
        this.millis = millis;
    }

    HttpSession warmUp(long warmUpMillis) throws Exception {
        askers.connections(connections.get(0));
        askers.ask(warmUpMillis);
        return this;
    }

    @Override
    public List<Figure> round() throws Exception {
        int count = rounds.next();
        askers.connections(count);
        long cpu = server.cpuNanos();
        Answers answers = askers.ask(millis);
        double micros = (server.cpuNanos() - cpu) / 1e3 / answers.count();
        String table = String.format(Locale.ROOT, "%s, %,d connections", kind.table(), count);
        double worst = answers.delays().getValueAtPercentile(99) / NANOS_A_MILLI;
        return List.of(
                new Figure(table, peer.name(), "CPU µs a request", micros),
                new Figure(table, peer.name(), "requests/s", answers.perSecond()),
                new Figure(table, peer.name(), "p99, ms", worst),
                new Figure(table, peer.name(), "load client's CPU %", answers.clientPercent()));
    }

    @Override
    public void close() {
        askers.close();
    }
}
