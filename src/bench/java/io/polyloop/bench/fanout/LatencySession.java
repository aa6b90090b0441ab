package io.polyloop.bench.fanout;

import io.polyloop.bench.Figure;
import io.polyloop.bench.Server;
import io.polyloop.bench.Workload.Session;
import io.polyloop.bench.load.Clients;
import io.polyloop.bench.load.Delays;
import io.polyloop.bench.load.LoadLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/** The clients of one server, who publish at a fixed pace. */
final class LatencySession implements Session {
    private static final int PER_SECOND = 20;
    private static final double NANOS_A_MILLI = 1e6;

    private final String table;
    private final LivePeer peer;
    private final Clients clients;
    private final long millis;

    LatencySession(LivePeer peer, Server server, LoadLoop loop, int subscribers, long millis) throws Exception {
        this.table = String.format(Locale.ROOT, "latency, %,d deliveries/s", PER_SECOND * subscribers);
        this.peer = peer;
        this.millis = millis;
        this.clients = new Clients(loop, server.address(), peer.dialect());
        clients.subscribers(subscribers);
    }

    LatencySession warmUp(long warmUpMillis) throws Exception {
        clients.outstanding(1, warmUpMillis);
        clients.perSecond(PER_SECOND, warmUpMillis / 5);
        return this;
    }

    @Override
    public List<Figure> round() throws Exception {
        Delays delays = clients.perSecond(PER_SECOND, millis);
        List<Figure> figures = new ArrayList<>();
        figures.add(figure("p50, ms", delays.arrivals(), 50));
        figures.add(figure("p99, ms", delays.arrivals(), 99));
        figures.add(figure("worst, ms", delays.arrivals(), 100));
        if (delays.acknowledgements().getTotalCount() > 0) {
            figures.add(figure("commit p50, ms", delays.acknowledgements(), 50));
            figures.add(figure("commit p99, ms", delays.acknowledgements(), 99));
        }
        figures.add(new Figure(
                table, peer.name(), "load client's CPU %", delays.load().clientPercent()));
        return figures;
    }

    @Override
    public void close() {
        clients.close();
    }

    private Figure figure(String column, Histogram delays, double percentile) {
        return new Figure(table, peer.name(), column, delays.getValueAtPercentile(percentile) / NANOS_A_MILLI);
    }
}
