package io.polyloop.bench.fanout;

import io.polyloop.bench.Peer;
import io.polyloop.bench.Scale;
import io.polyloop.bench.Server;
import io.polyloop.bench.Workload;
import io.polyloop.bench.load.LoadLoop;
import java.util.ArrayList;
import java.util.List;

/** Does a delivery cost more when there are more subscribers, or more topics? */
public final class Growth implements Workload {
    private static final String TABLE = "growth by %s, CPU µs a delivery";
    private static final List<Integer> SIZES = List.of(10, 100, 1_000, 10_000);
    private static final List<Integer> TOPICS = List.of(1, 100, 10_000);
    private static final List<Integer> QUICK = List.of(10, 1_000);
    private static final List<Integer> FEW = List.of(5, 10);

    private final Scale scale;
    private final LoadLoop loop;
    private final boolean byTopics;
    private final List<Stage> stages = new ArrayList<>();

    private Growth(Scale scale, LoadLoop loop, boolean byTopics) {
        this.scale = scale;
        this.loop = loop;
        this.byTopics = byTopics;
        List<Integer> sizes = scale.isFull() ? byTopics ? TOPICS : SIZES : scale.isSmoke() ? FEW : QUICK;
        for (int times = scale.isFull() ? 2 : 1; times > 0; times--) {
            sizes.forEach(size -> stages.add(new Stage(size, scale.roundMillis() / 2, Way.TWO)));
        }
    }

    /** One topic, more and more subscribers. */
    public static Growth bySubscribers(Scale scale, LoadLoop loop) {
        return new Growth(scale, loop, false);
    }

    /** As many sockets and as many receivers of each message, more and more topics. */
    public static Growth byTopics(Scale scale, LoadLoop loop) {
        return new Growth(scale, loop, true);
    }

    @Override
    public String name() {
        return byTopics ? "growth-topics" : "growth-subscribers";
    }

    @Override
    public List<Peer> peers() {
        return byTopics || !scale.isFull() ? List.of(LivePeers.POLYLOOP) : List.of(LivePeers.POLYLOOP, LivePeers.FLOOR);
    }

    @Override
    public int rounds() {
        return stages.size();
    }

    @Override
    public double seconds() {
        double rounds = stages.stream()
                .mapToDouble(stage -> stage.seconds() + (byTopics ? 2.5 : FanOutSession.comingSeconds(stage)))
                .sum();
        return peers().stream()
                .mapToDouble(peer -> 2 + WarmUp.of(scale, peer).seconds() + rounds)
                .sum();
    }

    @Override
    public List<String> notes() {
        return List.of(
                byTopics
                        ? "1,000 sockets; each topic has ten of them as subscribers, whatever the number of topics, so "
                                + "a publish and its commit are shared by ten deliveries in every column. Published to "
                                + "one topic after the other. With one topic 16 outstanding messages go to the same "
                                + "ten sockets and share writes; with many topics nearly every delivery is a write of "
                                + "its own, so bursting approaches paced."
                        : "One topic. With few subscribers the publish itself, and in Polyloop its commit, is shared "
                                + "by few deliveries.");
    }

    @Override
    public Session open(Peer peer, Server server) throws Exception {
        String table = String.format(TABLE, byTopics ? "topics" : "subscribers");
        LivePeer live = (LivePeer) peer;
        Tables tables = Tables.growth(table, byTopics ? "topics" : "subscribers");
        return byTopics
                ? new TopicsSession(tables, live, server, loop, stages).warmUp(WarmUp.of(scale, peer))
                : new FanOutSession(tables, live, server, loop, stages).warmUp(WarmUp.of(scale, peer));
    }
}
