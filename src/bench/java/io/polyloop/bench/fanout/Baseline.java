package io.polyloop.bench.fanout;

import io.polyloop.bench.Peer;
import io.polyloop.bench.Scale;
import io.polyloop.bench.ServerProcess;
import io.polyloop.bench.Workload;
import io.polyloop.bench.load.ClientLoop;
import io.polyloop.bench.peer.PolyloopPeer;
import io.polyloop.bench.protocol.PolyloopWebSocket;
import java.util.Collections;
import java.util.List;

/**
 * The cost of a delivery in this build and in an earlier one, in many short, alternating rounds: between two separate
 * runs, noise hides a difference of a few percent.
 */
public final class Baseline implements Workload {
    private static final LivePeer BASELINE =
            new LivePeer("Polyloop, baseline", PolyloopPeer.baseline(), PolyloopWebSocket.oneTopic());
    private static final int REPEATS = 4;

    private final Scale scale;
    private final ClientLoop loop;
    private final List<Stage> stages;

    public Baseline(Scale scale, ClientLoop loop) {
        this.scale = scale;
        this.loop = loop;
        Stage stage = new Stage(scale.isSmoke() ? 20 : 1_000, scale.roundMillis(), PublishMode.ALL);
        this.stages = Collections.nCopies(scale.rounds() * REPEATS, stage);
    }

    @Override
    public String name() {
        return "baseline";
    }

    @Override
    public boolean byDefault() {
        return false;
    }

    @Override
    public List<Peer> peers() {
        return List.of(LivePeers.POLYLOOP, BASELINE);
    }

    @Override
    public int rounds() {
        return stages.size();
    }

    @Override
    public double estimatedSeconds() {
        double rounds = stages.stream().mapToDouble(Stage::estimatedSeconds).sum();
        return peers().size() * (WarmUp.of(scale, BASELINE).estimatedSeconds() + rounds);
    }

    @Override
    public Session open(Peer peer, ServerProcess server) throws Exception {
        return new FanOutSession(TableLayout.BY_SIZE, (LivePeer) peer, server, loop, stages)
                .warmUp(WarmUp.of(scale, peer));
    }
}
