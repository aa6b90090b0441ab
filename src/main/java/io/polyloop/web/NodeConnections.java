package io.polyloop.web;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The live connections of all event loops of a node: WebSockets and event streams. Thread-safe. */
public final class NodeConnections {
    private final List<LiveConnections> loops = new CopyOnWriteArrayList<>();
    private final Counter sentAway;

    NodeConnections(MeterRegistry registry) {
        Gauge.builder("polyloop.live.connections", this, NodeConnections::count)
                .description("open WebSockets and event streams of this node")
                .register(registry);
        sentAway = Counter.builder("polyloop.live.rebalanced")
                .description("clients asked to reconnect because this node had more than the others")
                .register(registry);
    }

    void add(LiveConnections loop) {
        loops.add(loop);
    }

    void onSentAway() {
        sentAway.increment();
    }

    /** How many there are. */
    public int count() {
        return loops.stream().mapToInt(LiveConnections::count).sum();
    }

    /** Asks as many clients to reconnect, from each event loop in proportion to its connections. */
    public void sendAway(int connections) {
        double share = (double) connections / Math.max(1, count());
        double due = 0;
        for (LiveConnections loop : loops) {
            double before = due;
            due += loop.count() * share;
            loop.sendAway((int) (Math.round(due) - Math.round(before)));
        }
    }
}
