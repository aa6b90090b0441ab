package io.polyloop.bench.fanout;

import io.polyloop.bench.Peer;
import io.polyloop.bench.Scale;
import io.polyloop.bench.Server;
import io.polyloop.bench.Workload;
import io.polyloop.bench.dialect.PolyloopSocket;
import io.polyloop.bench.load.LoadLoop;
import io.polyloop.bench.peer.PolyloopPeer;
import java.util.Collections;
import java.util.List;

/**
 * What a delivery costs this build and an earlier one, in many short rounds that alternate: a difference of a few
 * percent disappears in the noise between two runs.
 */
public final class Baseline implements Workload {
    private static final LivePeer BASELINE =
            new LivePeer("Polyloop, baseline", PolyloopPeer.baseline(), PolyloopSocket.oneTopic());
    private static final int ROUNDS_PER_ROUND = 4;

    private final Scale scale;
    private final LoadLoop loop;
    private final List<Stage> stages;

    public Baseline(Scale scale, LoadLoop loop) {
        this.scale = scale;
        this.loop = loop;
        Stage stage = new Stage(scale.isSmoke() ? 20 : 1_000, scale.roundMillis(), Way.ALL);
        this.stages = Collections.nCopies(scale.rounds() * ROUNDS_PER_ROUND, stage);
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
    public double seconds() {
        double rounds = stages.stream().mapToDouble(Stage::seconds).sum();
        return peers().size() * (WarmUp.of(scale, BASELINE).seconds() + rounds);
    }

    @Override
    public Session open(Peer peer, Server server) throws Exception {
        return new FanOutSession(Tables.BY_SIZE, (LivePeer) peer, server, loop, stages).warmUp(WarmUp.of(scale, peer));
    }
}
