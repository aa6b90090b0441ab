package io.polyloop.bench.fanout;

import io.polyloop.bench.Peer;
import io.polyloop.bench.Server;
import io.polyloop.bench.load.Dialect;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** A server with subscribers, under a name, and how to speak to it. */
public record LivePeer(String name, Peer peer, Dialect dialect) implements Peer {
    @Override
    public Optional<String> missing() {
        return peer.missing();
    }

    @Override
    public double warmUp() {
        return peer.warmUp();
    }

    @Override
    public Server start(Path folder) throws IOException {
        return peer.start(folder);
    }
}
