package io.polyloop.bench.idle;

import io.polyloop.bench.Peer;
import io.polyloop.bench.Scale;
import io.polyloop.bench.ServerProcess;
import io.polyloop.bench.fanout.LivePeer;
import io.polyloop.bench.fanout.LivePeers;
import io.polyloop.bench.load.ClientLoop;
import io.polyloop.bench.load.IdleClients;
import io.polyloop.bench.load.IdleHttpClients;
import io.polyloop.bench.load.IdleSubscribers;
import io.polyloop.bench.peer.NodePeer;
import java.util.List;

/** The kinds of idle connections. */
public enum IdleScenario {
    WEB_SOCKET("idle-sockets", "WebSockets", "With Polyloop, each is subscribed to one topic.") {
        @Override
        List<Peer> peers(Scale scale) {
            return IdlePeers.of(scale, LivePeers.WS, LivePeers.SOCKET_IO);
        }

        @Override
        IdleClients clients(Peer peer, ServerProcess server, ClientLoop loop) throws Exception {
            return new IdleSubscribers(loop, server.address(), ((LivePeer) peer).protocol());
        }
    },
    /** For {@code --only=auth}: the memory that an identity takes. */
    TOKENS("auth-idle", "WebSockets, open and with tokens", "Each has another token, of another subject.") {
        @Override
        List<Peer> peers(Scale scale) {
            return List.of(IdlePeers.POLYLOOP, IdlePeers.TOKEN_IN_SUBPROTOCOL, IdlePeers.TOKEN_IN_FRAME);
        }

        @Override
        IdleClients clients(Peer peer, ServerProcess server, ClientLoop loop) throws Exception {
            return WEB_SOCKET.clients(peer, server, loop);
        }

        @Override
        boolean byDefault() {
            return false;
        }
    },
    HTTP("idle-http", "kept-alive HTTP connections", "Each has done one GET; with Polyloop, of /mypage.html.") {
        @Override
        List<Peer> peers(Scale scale) {
            return IdlePeers.of(scale, new NodePeer("Node http", "http.js"));
        }

        @Override
        IdleClients clients(Peer peer, ServerProcess server, ClientLoop loop) {
            return new IdleHttpClients(loop, server.address(), peer == IdlePeers.POLYLOOP ? "/mypage.html" : "/");
        }
    };

    private final String workload;
    private final String connections;
    private final String note;

    IdleScenario(String workload, String connections, String note) {
        this.workload = workload;
        this.connections = connections;
        this.note = note;
    }

    String workload() {
        return workload;
    }

    /** The name of the connections in tables. */
    String connections() {
        return connections;
    }

    String note() {
        return note;
    }

    /** Whether a run without {@code --only} includes it. */
    boolean byDefault() {
        return true;
    }

    abstract List<Peer> peers(Scale scale);

    abstract IdleClients clients(Peer peer, ServerProcess server, ClientLoop loop) throws Exception;
}
