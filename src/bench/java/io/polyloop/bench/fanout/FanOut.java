package io.polyloop.bench.fanout;

import io.polyloop.bench.Peer;
import io.polyloop.bench.Scale;
import io.polyloop.bench.ServerProcess;
import io.polyloop.bench.Workload;
import io.polyloop.bench.load.ClientLoop;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The cost of a delivery for the server: one topic, many subscribers. */
public final class FanOut implements Workload {
    private static final double START_SECONDS = 2;

    /** Measured with fewer and with more subscribers as well; to do that for all peers would take minutes. */
    private static final List<LivePeer> MEASURED_AT_ALL_SIZES =
            List.of(LivePeers.POLYLOOP, LivePeers.FLOOR, LivePeers.WS);

    private final Scale scale;
    private final ClientLoop loop;

    /** Rounds of all peers. */
    private final List<Stage> commonStages = new ArrayList<>();

    /** Rounds of {@link #MEASURED_AT_ALL_SIZES}: the common ones and those of other sizes. */
    private final List<Stage> stages = new ArrayList<>();

    public FanOut(Scale scale, ClientLoop loop) {
        this.scale = scale;
        this.loop = loop;
        Stage stage = new Stage(scale.isSmoke() ? 20 : 1_000, scale.roundMillis(), PublishMode.ALL);
        commonStages.addAll(Collections.nCopies(scale.rounds(), stage));
        stages.addAll(commonStages);
        if (scale.isFull()) {
            stages.addAll(
                    Collections.nCopies(3, new Stage(100, scale.roundMillis() / 2, PublishMode.PACED_AND_BURSTING)));
            stages.addAll(
                    Collections.nCopies(2, new Stage(5_000, scale.roundMillis(), PublishMode.PACED_AND_BURSTING)));
        }
    }

    @Override
    public String name() {
        return "fan-out";
    }

    @Override
    public List<Peer> peers() {
        return switch (scale) {
            case FULL -> LivePeers.ALL;
            case QUICK -> LivePeers.QUICK;
            case SMOKE -> LivePeers.JVM_ONLY;
        };
    }

    @Override
    public int rounds() {
        return stages.size();
    }

    @Override
    public double estimatedSeconds() {
        return peers().stream().mapToDouble(this::estimatedSeconds).sum();
    }

    private double estimatedSeconds(Peer peer) {
        double rounds = stages(peer).stream()
                .mapToDouble(stage -> stage.estimatedSeconds() + FanOutSession.connectSeconds(stage))
                .sum();
        return START_SECONDS + WarmUp.of(scale, peer).estimatedSeconds() + rounds;
    }

    private List<Stage> stages(Peer peer) {
        return MEASURED_AT_ALL_SIZES.contains(peer) ? stages : commonStages;
    }

    @Override
    public List<String> notes() {
        return List.of(
                "Paced: one message outstanding, the next is published when the last subscriber has received it. "
                        + "Bursting: 16 messages outstanding.",
                "The durable floor commits before it delivers, as Polyloop does. Messages that wait for a commit "
                        + "form a batch, so the time of a disk sync decides how many deliveries share a write.",
                "128 bytes of data; Polyloop's frames carry topic, sequence number and time as well, and each message "
                        + "is in its journal, synced to disk, before it is delivered.",
                "Fewer and more subscribers: only with Polyloop, the floor and Node ws. Of 5,000, 4,000 connect "
                        + "for each round and disconnect after it.",
                "Every round checks that each subscriber received each message once.");
    }

    @Override
    public Session open(Peer peer, ServerProcess server) throws Exception {
        return new FanOutSession(TableLayout.BY_SIZE, (LivePeer) peer, server, loop, stages(peer))
                .warmUp(WarmUp.of(scale, peer));
    }
}
