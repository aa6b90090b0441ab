package io.polyloop.bench.fanout;

import io.polyloop.bench.Peer;
import io.polyloop.bench.floor.DurableFloorServer;
import io.polyloop.bench.floor.FloorServer;
import io.polyloop.bench.naive.NaiveVertx;
import io.polyloop.bench.peer.JavaPeer;
import io.polyloop.bench.peer.NodePeer;
import io.polyloop.bench.peer.PolyloopPeer;
import io.polyloop.bench.protocol.PlainWebSocket;
import io.polyloop.bench.protocol.PolyloopEventStream;
import io.polyloop.bench.protocol.PolyloopWebSocket;
import io.polyloop.bench.protocol.SocketIo;
import java.util.List;

/** The servers whose fan-out is measured. */
public final class LivePeers {
    public static final LivePeer POLYLOOP = new LivePeer("Polyloop", new PolyloopPeer(), PolyloopWebSocket.oneTopic());
    public static final LivePeer POLYLOOP_EVENTS =
            new LivePeer("Polyloop, SSE", new PolyloopPeer(), new PolyloopEventStream());
    public static final LivePeer FLOOR = plain(new JavaPeer("raw Netty floor", FloorServer.class));
    public static final LivePeer DURABLE_FLOOR =
            plain(new JavaPeer("raw Netty floor, durable", DurableFloorServer.class));
    public static final LivePeer NAIVE = plain(new JavaPeer("naive Vert.x", NaiveVertx.class));
    public static final LivePeer WS = plain(new NodePeer("Node ws", "ws.js"));
    public static final LivePeer SOCKET_IO =
            new LivePeer("socket.io", new NodePeer("socket.io", "socket-io.js"), new SocketIo());

    static final List<Peer> ALL = List.of(POLYLOOP, POLYLOOP_EVENTS, FLOOR, DURABLE_FLOOR, NAIVE, WS, SOCKET_IO);
    static final List<Peer> QUICK = List.of(POLYLOOP, FLOOR, DURABLE_FLOOR, NAIVE, WS);
    static final List<Peer> JVM_ONLY = List.of(POLYLOOP, POLYLOOP_EVENTS, FLOOR, DURABLE_FLOOR, NAIVE);

    private LivePeers() {}

    private static LivePeer plain(Peer peer) {
        return new LivePeer(peer.name(), peer, new PlainWebSocket());
    }
}
