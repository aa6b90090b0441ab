package io.polyloop.bench.fanout;

import io.polyloop.bench.Figure;
import io.polyloop.bench.ServerProcess;
import io.polyloop.bench.Workload.Session;
import io.polyloop.bench.load.ClientLoop;
import io.polyloop.bench.load.Clients;
import io.polyloop.bench.load.LatencyResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/** The clients of one server, who publish at a fixed pace. */
final class LatencySession implements Session {
    private static final int PER_SECOND = 20;
    private static final int DIGITS = 3;
    private static final double NANOS_PER_MILLI = 1e6;

    private final String table;
    private final LivePeer peer;
    private final Clients clients;
    private final long millis;
    private final Histogram arrivals = new Histogram(DIGITS);
    private final Histogram acknowledgements = new Histogram(DIGITS);
    private int roundsLeft;

    LatencySession(LivePeer peer, ServerProcess server, ClientLoop loop, int subscribers, int rounds, long millis)
            throws Exception {
        this.table = String.format(Locale.ROOT, "latency, %,d deliveries/s", PER_SECOND * subscribers);
        this.peer = peer;
        this.roundsLeft = rounds;
        this.millis = millis;
        this.clients = new Clients(loop, server.address(), peer.protocol());
        clients.setSubscribers(subscribers);
    }

    LatencySession warmUp(WarmUp warmUp) throws Exception {
        warmUp.run(clients);
        return this;
    }

    @Override
    public List<Figure> runRound() throws Exception {
        LatencyResult delays = clients.runOpenLoop(PER_SECOND, millis);
        arrivals.add(delays.deliveries());
        acknowledgements.add(delays.acknowledgements());
        List<Figure> figures = new ArrayList<>();
        if (--roundsLeft == 0) {
            // Once, over all rounds: the median of three rounds' p99 would leave the worst of them out.
            figures.addAll(percentiles());
        }
        figures.add(new Figure(
                table, peer.name(), "load client's CPU %", delays.load().clientPercent()));
        return figures;
    }

    private List<Figure> percentiles() {
        List<Figure> figures = new ArrayList<>();
        figures.add(figure("p50, ms", arrivals, 50));
        figures.add(figure("p99, ms", arrivals, 99));
        figures.add(figure("worst, ms", arrivals, 100));
        if (acknowledgements.getTotalCount() > 0) {
            figures.add(figure("commit p50, ms", acknowledgements, 50));
            figures.add(figure("commit p99, ms", acknowledgements, 99));
        }
        return figures;
    }

    @Override
    public void close() {
        clients.close();
    }

    private Figure figure(String column, Histogram delays, double percentile) {
        return new Figure(table, peer.name(), column, delays.getValueAtPercentile(percentile) / NANOS_PER_MILLI);
    }
}
