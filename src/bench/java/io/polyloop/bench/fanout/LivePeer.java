package io.polyloop.bench.fanout;

import io.polyloop.bench.Peer;
import io.polyloop.bench.ServerProcess;
import io.polyloop.bench.load.Protocol;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** A server that delivers messages to subscribers, and its protocol. */
public record LivePeer(String name, Peer peer, Protocol protocol) implements Peer {
    @Override
    public Optional<String> unavailable() {
        return peer.unavailable();
    }

    @Override
    public double warmUpFactor() {
        return peer.warmUpFactor();
    }

    @Override
    public ServerProcess start(Path folder) throws IOException {
        return peer.start(folder);
    }
}
