package io.polyloop.bench.append;

import io.polyloop.bench.Peer;
import io.polyloop.bench.ServerProcess;
import io.polyloop.bench.peer.JavaPeer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** One strategy on a separate database. */
record AppendPeer(AppendStrategy strategy, Database database) implements Peer {

    @Override
    public String name() {
        return strategy.title();
    }

    @Override
    public Optional<String> unavailable() {
        return Optional.empty();
    }

    @Override
    public ServerProcess start(Path folder) throws IOException {
        Map<String, String> environment =
                Map.of(AppendServer.STRATEGY, strategy.name(), AppendServer.DATABASE, database.newUrl());
        return new JavaPeer(name(), AppendServer.class, environment).start(folder);
    }
}
