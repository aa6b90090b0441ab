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

/** The clients of one server, which publish at a fixed rate. */
final class LatencySession implements Session {
    private static final int PER_SECOND = 20;
    private static final int DIGITS = 3;
    private static final double NANOS_PER_MILLI = 1e6;

    private final String table;
    private final LivePeer peer;
    private final Clients clients;
    private final long millis;
    private final Histogram deliveries = new Histogram(DIGITS);
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
        LatencyResult result = clients.runOpenLoop(PER_SECOND, millis);
        deliveries.add(result.deliveries());
        acknowledgements.add(result.acknowledgements());
        List<Figure> figures = new ArrayList<>();
        if (--roundsLeft == 0) {
            // Once, over all rounds: the median of the p99 of three rounds would hide the worst round.
            figures.addAll(percentiles());
        }
        figures.add(new Figure(
                table, peer.name(), "load client's CPU %", result.load().clientPercent()));
        return figures;
    }

    private List<Figure> percentiles() {
        List<Figure> figures = new ArrayList<>();
        figures.add(figure("p50, ms", deliveries, 50));
        figures.add(figure("p99, ms", deliveries, 99));
        figures.add(figure("worst, ms", deliveries, 100));
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

    private Figure figure(String column, Histogram latencies, double percentile) {
        return new Figure(table, peer.name(), column, latencies.getValueAtPercentile(percentile) / NANOS_PER_MILLI);
    }
}
