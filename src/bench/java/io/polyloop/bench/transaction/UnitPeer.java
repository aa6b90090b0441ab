package io.polyloop.bench.transaction;

import io.polyloop.bench.Peer;
import io.polyloop.bench.ServerProcess;
import io.polyloop.bench.append.Database;
import io.polyloop.bench.peer.JavaPeer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** One strategy on a separate database. */
record UnitPeer(UnitStrategy strategy, Database database) implements Peer {
    private static final Path SCRIPTS = Path.of("src", "bench", "scripts").toAbsolutePath();

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
        Map<String, String> environment = Map.of(
                UnitServer.STRATEGY,
                strategy.name(),
                UnitServer.DATABASE,
                database.newUrl(),
                UnitServer.SCRIPTS,
                SCRIPTS.toString());
        return new JavaPeer(name(), UnitServer.class, environment).start(folder);
    }
}
