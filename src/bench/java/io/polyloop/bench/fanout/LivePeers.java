package io.polyloop.bench.fanout;

import io.polyloop.bench.Peer;
import io.polyloop.bench.dialect.PolyloopEvents;
import io.polyloop.bench.dialect.PolyloopSocket;
import io.polyloop.bench.dialect.Simple;
import io.polyloop.bench.dialect.SocketIo;
import io.polyloop.bench.floor.DurableFloor;
import io.polyloop.bench.floor.Floor;
import io.polyloop.bench.naive.NaiveVertx;
import io.polyloop.bench.peer.JavaPeer;
import io.polyloop.bench.peer.NodePeer;
import io.polyloop.bench.peer.PolyloopPeer;
import java.util.List;

/** The servers that messages are fanned out by. */
public final class LivePeers {
    public static final LivePeer POLYLOOP = new LivePeer("Polyloop", new PolyloopPeer(), PolyloopSocket.oneTopic());
    public static final LivePeer POLYLOOP_EVENTS =
            new LivePeer("Polyloop, SSE", new PolyloopPeer(), new PolyloopEvents());
    public static final LivePeer FLOOR = simple(new JavaPeer("raw Netty floor", Floor.class));
    public static final LivePeer DURABLE_FLOOR = simple(new JavaPeer("raw Netty floor, durable", DurableFloor.class));
    public static final LivePeer NAIVE = simple(new JavaPeer("naive Vert.x", NaiveVertx.class));
    public static final LivePeer WS = simple(new NodePeer("Node ws", "ws.js"));
    public static final LivePeer SOCKET_IO =
            new LivePeer("socket.io", new NodePeer("socket.io", "socket-io.js"), new SocketIo());

    static final List<Peer> ALL = List.of(POLYLOOP, POLYLOOP_EVENTS, FLOOR, DURABLE_FLOOR, NAIVE, WS, SOCKET_IO);
    static final List<Peer> QUICK = List.of(POLYLOOP, FLOOR, DURABLE_FLOOR, NAIVE, WS);
    static final List<Peer> ON_JVM = List.of(POLYLOOP, POLYLOOP_EVENTS, FLOOR, DURABLE_FLOOR, NAIVE);

    private LivePeers() {}

    private static LivePeer simple(Peer peer) {
        return new LivePeer(peer.name(), peer, new Simple());
    }
}
