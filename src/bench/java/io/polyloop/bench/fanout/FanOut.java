package io.polyloop.bench.fanout;

import io.polyloop.bench.Peer;
import io.polyloop.bench.Scale;
import io.polyloop.bench.Server;
import io.polyloop.bench.Workload;
import io.polyloop.bench.load.LoadLoop;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** One topic, many subscribers: what does a delivery cost the server? */
public final class FanOut implements Workload {
    private final Scale scale;
    private final LoadLoop loop;
    private final List<Stage> stages = new ArrayList<>();

    public FanOut(Scale scale, LoadLoop loop) {
        this.scale = scale;
        this.loop = loop;
        if (scale.isSmoke()) {
            stages.add(new Stage(20, scale.roundMillis()));
            return;
        }
        stages.addAll(Collections.nCopies(scale.rounds(), new Stage(1_000, scale.roundMillis())));
        if (scale.isFull()) {
            stages.addAll(Collections.nCopies(3, new Stage(100, scale.roundMillis() / 2)));
            stages.addAll(Collections.nCopies(3, new Stage(5_000, scale.roundMillis())));
        }
    }

    @Override
    public String name() {
        return "fan-out";
    }

    @Override
    public List<Peer> peers() {
        return scale.isSmoke()
                ? List.of(LivePeers.POLYLOOP, LivePeers.POLYLOOP_EVENTS, LivePeers.FLOOR, LivePeers.NAIVE)
                : List.of(
                        LivePeers.POLYLOOP,
                        LivePeers.POLYLOOP_EVENTS,
                        LivePeers.FLOOR,
                        LivePeers.NAIVE,
                        LivePeers.WS,
                        LivePeers.SOCKET_IO);
    }

    @Override
    public int rounds() {
        return stages.size();
    }

    @Override
    public double seconds() {
        double round = stages.stream()
                .mapToDouble(stage -> 2 * stage.millis() / 1e3 + stage.size() / 4e3)
                .sum();
        return peers().size() * (2 + scale.warmUpMillis() / 1e3 + round);
    }

    @Override
    public List<String> notes() {
        return List.of(
                "Paced: one message outstanding, the next is published when the last subscriber has got it. "
                        + "Bursting: 16 messages outstanding.",
                "128 bytes of data; Polyloop's frames carry topic, sequence number and time as well, and each message "
                        + "is in its journal, synced to disk, before it is delivered.",
                "With 5,000 subscribers, 4,000 of them connect for each round and leave after it.",
                "Every round checks that each subscriber got each message once.");
    }

    @Override
    public Session open(Peer peer, Server server) throws Exception {
        return new FanOutSession(Tables.BY_SIZE, (LivePeer) peer, server, loop, stages).warmUp(scale.warmUpMillis());
    }
}
