package io.polyloop.bench.fanout;

import io.polyloop.bench.Peer;
import io.polyloop.bench.Scale;
import io.polyloop.bench.ServerProcess;
import io.polyloop.bench.Workload;
import io.polyloop.bench.auth.BenchTokens;
import io.polyloop.bench.auth.TokenWebSocket;
import io.polyloop.bench.load.ClientLoop;
import io.polyloop.bench.peer.PolyloopPeer;
import io.polyloop.bench.protocol.PolyloopWebSocket;
import java.util.Collections;
import java.util.List;

/**
 * The cost of a delivery in two servers that differ little, in many short, alternating rounds: between two separate
 * runs, noise hides a difference of a few percent.
 */
public final class Baseline implements Workload {
    private static final int REPEATS = 4;

    private final String name;
    private final List<Peer> peers;
    private final Scale scale;
    private final ClientLoop loop;
    private final List<Stage> stages;

    /** This build and an earlier one. */
    public static Baseline ofBuild(Scale scale, ClientLoop loop) {
        LivePeer earlier = new LivePeer("Polyloop, baseline", PolyloopPeer.baseline(), PolyloopWebSocket.oneTopic());
        return new Baseline("baseline", List.of(LivePeers.POLYLOOP, earlier), scale, loop);
    }

    /** Clients with tokens and without. */
    public static Baseline ofAuthentication(Scale scale, ClientLoop loop) {
        LivePeer tokens = new LivePeer("tokens", new PolyloopPeer(BenchTokens.settings()), new TokenWebSocket(false));
        LivePeer open = new LivePeer("open", LivePeers.POLYLOOP.peer(), LivePeers.POLYLOOP.protocol());
        return new Baseline("auth-fan-out", List.of(open, tokens), scale, loop);
    }

    private Baseline(String name, List<Peer> peers, Scale scale, ClientLoop loop) {
        this.name = name;
        this.peers = peers;
        this.scale = scale;
        this.loop = loop;
        Stage stage = new Stage(scale.isSmoke() ? 20 : 1_000, scale.roundMillis(), PublishMode.ALL);
        this.stages = Collections.nCopies(scale.rounds() * REPEATS, stage);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean byDefault() {
        return false;
    }

    @Override
    public List<Peer> peers() {
        return peers;
    }

    @Override
    public int rounds() {
        return stages.size();
    }

    @Override
    public double estimatedSeconds() {
        double rounds = stages.stream().mapToDouble(Stage::estimatedSeconds).sum();
        return peers().size() * (WarmUp.of(scale, peers.get(0)).estimatedSeconds() + rounds);
    }

    @Override
    public Session open(Peer peer, ServerProcess server) throws Exception {
        return new FanOutSession(TableLayout.BY_SIZE, (LivePeer) peer, server, loop, stages)
                .warmUp(WarmUp.of(scale, peer));
    }
}
