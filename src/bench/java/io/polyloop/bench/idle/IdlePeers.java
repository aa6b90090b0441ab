package io.polyloop.bench.idle;

import io.polyloop.bench.Peer;
import io.polyloop.bench.Scale;
import io.polyloop.bench.auth.BenchTokens;
import io.polyloop.bench.auth.TokenWebSocket;
import io.polyloop.bench.fanout.LivePeer;
import io.polyloop.bench.fanout.LivePeers;
import io.polyloop.bench.floor.FloorServer;
import io.polyloop.bench.naive.NaiveVertx;
import io.polyloop.bench.peer.JavaPeer;
import io.polyloop.bench.peer.PolyloopPeer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The servers of other workloads; on a JVM, with a heap that shrinks to its live objects. */
final class IdlePeers {
    /** Without these options, a JVM keeps pages that it has touched, and new connections there appear to be free. */
    private static final Map<String, String> SMALL_HEAP =
            Map.of("JAVA_TOOL_OPTIONS", "-Xms8m -XX:MinHeapFreeRatio=5 -XX:MaxHeapFreeRatio=10");

    static final LivePeer POLYLOOP = withSmallHeap(LivePeers.POLYLOOP, new PolyloopPeer(SMALL_HEAP));

    static final LivePeer TOKEN_IN_SUBPROTOCOL =
            new LivePeer("Polyloop, token in a subprotocol", withTokens(), new TokenWebSocket(false));
    static final LivePeer TOKEN_IN_FRAME =
            new LivePeer("Polyloop, token in the first frame", withTokens(), new TokenWebSocket(true));

    private static final LivePeer FLOOR =
            withSmallHeap(LivePeers.FLOOR, new JavaPeer("raw Netty floor", FloorServer.class, SMALL_HEAP));
    private static final LivePeer NAIVE =
            withSmallHeap(LivePeers.NAIVE, new JavaPeer("naive Vert.x", NaiveVertx.class, SMALL_HEAP));

    private IdlePeers() {}

    /** A full run has all of these, a shorter one the first few. */
    static List<Peer> of(Scale scale, Peer node, Peer... others) {
        List<Peer> all = new ArrayList<>(List.of(POLYLOOP, FLOOR, node, NAIVE));
        all.addAll(List.of(others));
        return switch (scale) {
            case FULL -> all;
            case QUICK -> all.subList(0, 3);
            case SMOKE -> all.subList(0, 2);
        };
    }

    private static Peer withTokens() {
        Map<String, String> settings = new HashMap<>(SMALL_HEAP);
        settings.putAll(BenchTokens.settings());
        return new PolyloopPeer(settings);
    }

    private static LivePeer withSmallHeap(LivePeer like, Peer peer) {
        return new LivePeer(like.name(), peer, like.protocol());
    }
}
