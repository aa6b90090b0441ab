package io.polyloop.bench.start;

import io.polyloop.bench.Peer;
import io.polyloop.bench.ServerProcess;
import io.polyloop.bench.greeting.AskRoutes;
import io.polyloop.bench.peer.PolyloopPeer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Polyloop with this verticle only. */
record StartPeer(String name, String verticle) implements Peer {
    private static final String SCRIPTS =
            Path.of("src", "bench", "scripts").toAbsolutePath().toString();

    @Override
    public Optional<String> unavailable() {
        return node().unavailable();
    }

    @Override
    public ServerProcess start(Path folder) throws IOException {
        return node().start(folder);
    }

    private PolyloopPeer node() {
        return PolyloopPeer.extended(Map.of(
                "POLYLOOP_HTTP_ROUTES",
                AskRoutes.class.getName(),
                "POLYLOOP_VERTICLES",
                verticle,
                "POLYLOOP_SCRIPTS_DIR",
                SCRIPTS));
    }
}
