package io.polyloop.bench.fanout;

import io.polyloop.bench.Peer;
import io.polyloop.bench.floor.Floor;
import io.polyloop.bench.load.Dialect;
import io.polyloop.bench.naive.NaiveVertx;
import io.polyloop.bench.peer.JavaPeer;
import io.polyloop.bench.peer.NodePeer;
import io.polyloop.bench.peer.PolyloopPeer;

/** The servers that messages are fanned out by. */
final class LivePeers {
    static final LivePeer POLYLOOP = new LivePeer("Polyloop", new PolyloopPeer(), Dialect.polyloop());
    static final LivePeer POLYLOOP_EVENTS = new LivePeer("Polyloop, SSE", new PolyloopPeer(), Dialect.polyloopEvents());
    static final LivePeer FLOOR = simple(new JavaPeer("raw Netty floor", Floor.class));
    static final LivePeer NAIVE = simple(new JavaPeer("naive Vert.x", NaiveVertx.class));
    static final LivePeer WS = simple(new NodePeer("Node ws", "ws.js"));
    static final LivePeer SOCKET_IO =
            new LivePeer("socket.io", new NodePeer("socket.io", "socket-io.js"), Dialect.socketIo());

    private LivePeers() {}

    private static LivePeer simple(Peer peer) {
        return new LivePeer(peer.name(), peer, Dialect.simple());
    }
}
