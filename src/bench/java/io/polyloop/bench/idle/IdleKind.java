package io.polyloop.bench.idle;

import io.polyloop.bench.Peer;
import io.polyloop.bench.Scale;
import io.polyloop.bench.Server;
import io.polyloop.bench.fanout.LivePeer;
import io.polyloop.bench.fanout.LivePeers;
import io.polyloop.bench.load.IdleHttp;
import io.polyloop.bench.load.IdleSockets;
import io.polyloop.bench.load.Idlers;
import io.polyloop.bench.load.LoadLoop;
import io.polyloop.bench.peer.NodePeer;
import java.util.List;

/** What connections do nothing. */
public enum IdleKind {
    SOCKET("idle-sockets", "WebSockets", "Polyloop's are subscribed to one topic.") {
        @Override
        List<Peer> peers(Scale scale) {
            return IdlePeers.of(scale, LivePeers.WS, LivePeers.SOCKET_IO);
        }

        @Override
        Idlers idlers(Peer peer, Server server, LoadLoop loop) throws Exception {
            return new IdleSockets(loop, server.address(), ((LivePeer) peer).dialect());
        }
    },
    HTTP("idle-http", "kept-alive HTTP connections", "Each has done one GET; of /mypage.html, where it is Polyloop.") {
        @Override
        List<Peer> peers(Scale scale) {
            return IdlePeers.of(scale, new NodePeer("Node http", "http.js"));
        }

        @Override
        Idlers idlers(Peer peer, Server server, LoadLoop loop) {
            return new IdleHttp(loop, server.address(), peer == IdlePeers.POLYLOOP ? "/mypage.html" : "/");
        }
    };

    private final String workload;
    private final String connections;
    private final String note;

    IdleKind(String workload, String connections, String note) {
        this.workload = workload;
        this.connections = connections;
        this.note = note;
    }

    String workload() {
        return workload;
    }

    /** What they are called in a table. */
    String connections() {
        return connections;
    }

    String note() {
        return note;
    }

    abstract List<Peer> peers(Scale scale);

    abstract Idlers idlers(Peer peer, Server server, LoadLoop loop) throws Exception;
}
