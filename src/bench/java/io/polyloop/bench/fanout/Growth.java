package io.polyloop.bench.fanout;

import io.polyloop.bench.Peer;
import io.polyloop.bench.Scale;
import io.polyloop.bench.ServerProcess;
import io.polyloop.bench.Workload;
import io.polyloop.bench.load.ClientLoop;
import java.util.ArrayList;
import java.util.List;

/** The cost of a delivery as the number of subscribers or topics grows. */
public final class Growth implements Workload {
    private static final String TABLE = "growth by %s, CPU µs a delivery";
    private static final List<Integer> SUBSCRIBERS = List.of(10, 100, 1_000, 10_000);
    private static final List<Integer> TOPICS = List.of(1, 100, 10_000);
    private static final List<Integer> QUICK_SIZES = List.of(10, 1_000);
    private static final List<Integer> SMOKE_SIZES = List.of(5, 10);

    private final Scale scale;
    private final ClientLoop loop;
    private final boolean byTopics;
    private final List<Stage> stages = new ArrayList<>();

    private Growth(Scale scale, ClientLoop loop, boolean byTopics) {
        this.scale = scale;
        this.loop = loop;
        this.byTopics = byTopics;
        List<Integer> sizes =
                scale.isFull() ? byTopics ? TOPICS : SUBSCRIBERS : scale.isSmoke() ? SMOKE_SIZES : QUICK_SIZES;
        for (int times = scale.isFull() ? 2 : 1; times > 0; times--) {
            sizes.forEach(size -> stages.add(new Stage(size, scale.roundMillis() / 2, PublishMode.PACED_AND_BURSTING)));
        }
    }

    /** One topic and a growing number of subscribers. */
    public static Growth bySubscribers(Scale scale, ClientLoop loop) {
        return new Growth(scale, loop, false);
    }

    /** A growing number of topics; the same number of sockets, and of receivers for each message. */
    public static Growth byTopics(Scale scale, ClientLoop loop) {
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
    public double estimatedSeconds() {
        double rounds = stages.stream()
                .mapToDouble(stage -> stage.estimatedSeconds() + (byTopics ? 2.5 : FanOutSession.connectSeconds(stage)))
                .sum();
        return peers().stream()
                .mapToDouble(peer -> 2 + WarmUp.of(scale, peer).estimatedSeconds() + rounds)
                .sum();
    }

    @Override
    public List<String> notes() {
        return List.of(
                byTopics
                        ? "1,000 sockets; each topic has ten of them as subscribers, whatever the number of topics, so "
                                + "a publish and its commit are shared by ten deliveries in every column. Messages go "
                                + "to one topic after the other. With one topic 16 outstanding messages go to the same "
                                + "ten sockets and share writes; with many topics nearly every delivery is a separate "
                                + "write, so bursting approaches paced."
                        : "One topic. With few subscribers the publish itself, and in Polyloop its commit, is shared "
                                + "by few deliveries.");
    }

    @Override
    public Session open(Peer peer, ServerProcess server) throws Exception {
        String table = String.format(TABLE, byTopics ? "topics" : "subscribers");
        LivePeer live = (LivePeer) peer;
        TableLayout tables = TableLayout.growth(table, byTopics ? "topics" : "subscribers");
        return byTopics
                ? new TopicsSession(tables, live, server, loop, stages).warmUp(WarmUp.of(scale, peer))
                : new FanOutSession(tables, live, server, loop, stages).warmUp(WarmUp.of(scale, peer));
    }
}
