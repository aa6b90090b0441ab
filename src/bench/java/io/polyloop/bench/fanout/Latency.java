package io.polyloop.bench.fanout;

import io.polyloop.bench.Peer;
import io.polyloop.bench.Scale;
import io.polyloop.bench.ServerProcess;
import io.polyloop.bench.Workload;
import io.polyloop.bench.load.ClientLoop;
import java.util.List;

/** The time from publish to the last subscriber, at a rate that does not load the server. */
public final class Latency implements Workload {
    private static final int SUBSCRIBERS = 1_000;
    private static final int SMOKE_SUBSCRIBERS = 20;
    private static final int ROUNDS = 3;
    /** Enough for a 99th percentile of 600 messages in three rounds. */
    private static final long ROUND_MILLIS = 10_000;

    private final Scale scale;
    private final ClientLoop loop;

    public Latency(Scale scale, ClientLoop loop) {
        this.scale = scale;
        this.loop = loop;
    }

    @Override
    public String name() {
        return "latency";
    }

    @Override
    public List<Peer> peers() {
        return scale.isFull()
                ? List.of(LivePeers.POLYLOOP, LivePeers.FLOOR, LivePeers.DURABLE_FLOOR, LivePeers.WS)
                : List.of(LivePeers.POLYLOOP, LivePeers.FLOOR, LivePeers.DURABLE_FLOOR);
    }

    @Override
    public int rounds() {
        return scale.isFull() ? ROUNDS : 1;
    }

    @Override
    public double estimatedSeconds() {
        return peers().stream()
                .mapToDouble(peer -> 2 + warmUp(peer).estimatedSeconds() + rounds() * roundMillis() / 1e3)
                .sum();
    }

    @Override
    public List<String> notes() {
        return List.of(
                "20 messages a second to all subscribers. Open loop: messages are published at fixed times, and "
                        + "latencies count from the time at which a message was due.",
                "A latency ends when the last subscriber has received the message. Polyloop's includes the commit; "
                        + "the commit columns show the time until the publisher receives the acknowledgement.",
                "Percentiles are over all messages of all rounds: 600 of them, or 100 in a quick run.");
    }

    @Override
    public Session open(Peer peer, ServerProcess server) throws Exception {
        int subscribers = scale.isSmoke() ? SMOKE_SUBSCRIBERS : SUBSCRIBERS;
        return new LatencySession((LivePeer) peer, server, loop, subscribers, rounds(), roundMillis())
                .warmUp(warmUp(peer));
    }

    private WarmUp warmUp(Peer peer) {
        return WarmUp.of(scale, peer).shorter();
    }

    private long roundMillis() {
        return switch (scale) {
            case FULL -> ROUND_MILLIS;
            case QUICK -> ROUND_MILLIS / 2;
            case SMOKE -> scale.roundMillis();
        };
    }
}
