package io.polyloop.bench.idle;

import io.polyloop.bench.Peer;
import io.polyloop.bench.Scale;
import io.polyloop.bench.fanout.LivePeer;
import io.polyloop.bench.fanout.LivePeers;
import io.polyloop.bench.floor.Floor;
import io.polyloop.bench.naive.NaiveVertx;
import io.polyloop.bench.peer.JavaPeer;
import io.polyloop.bench.peer.PolyloopPeer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The servers on a JVM as in other workloads, but for a heap that is as small as what is in it. */
final class IdlePeers {
    /** Without it a JVM keeps pages it once touched, and new connections move in there for nothing. */
    private static final Map<String, String> SMALL =
            Map.of("JAVA_TOOL_OPTIONS", "-Xms8m -XX:MinHeapFreeRatio=5 -XX:MaxHeapFreeRatio=10");

    static final LivePeer POLYLOOP = small(LivePeers.POLYLOOP, new PolyloopPeer(SMALL));

    private static final LivePeer FLOOR = small(LivePeers.FLOOR, new JavaPeer("raw Netty floor", Floor.class, SMALL));
    private static final LivePeer NAIVE = small(LivePeers.NAIVE, new JavaPeer("naive Vert.x", NaiveVertx.class, SMALL));

    private IdlePeers() {}

    /** Whole runs have all of these, shorter ones the first few. */
    static List<Peer> of(Scale scale, Peer node, Peer... others) {
        List<Peer> all = new ArrayList<>(List.of(POLYLOOP, FLOOR, node, NAIVE));
        all.addAll(List.of(others));
        return switch (scale) {
            case FULL -> all;
            case QUICK -> all.subList(0, 3);
            case SMOKE -> all.subList(0, 2);
        };
    }

    private static LivePeer small(LivePeer like, Peer peer) {
        return new LivePeer(like.name(), peer, like.dialect());
    }
}
