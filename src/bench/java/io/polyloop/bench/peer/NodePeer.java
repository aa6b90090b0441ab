package io.polyloop.bench.peer;

import io.polyloop.bench.Peer;
import io.polyloop.bench.ServerProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A script of {@code src/bench/node}; its argument is the port. */
public final class NodePeer implements Peer {
    /** V8 compiles sooner than a JVM. */
    private static final double WARM_UP = 0.3;

    private final String name;
    private final String script;

    public NodePeer(String name, String script) {
        this.name = name;
        this.script = script;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Optional<String> unavailable() {
        return NodeModules.missing();
    }

    @Override
    public double warmUpFactor() {
        return WARM_UP;
    }

    @Override
    public ServerProcess start(Path folder) throws IOException {
        int port = ServerProcess.freePort();
        String path = NodeModules.FOLDER.resolve(script).toString();
        return ServerProcess.start(
                folder,
                port,
                Map.of("NODE_ENV", "production"),
                List.of("node", "--expose-gc", path, String.valueOf(port)));
    }
}
