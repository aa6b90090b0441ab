package io.polyloop.bench.peer;

import io.polyloop.bench.Peer;
import io.polyloop.bench.ServerProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** A server that is a class of this benchmark, with a {@code main} whose argument is the port. */
public record JavaPeer(String name, Class<?> main, Map<String, String> environment) implements Peer {
    public JavaPeer(String name, Class<?> main) {
        this(name, main, Map.of());
    }

    @Override
    public Optional<String> unavailable() {
        return Optional.empty();
    }

    @Override
    public ServerProcess start(Path folder) throws IOException {
        return JavaProcess.start(folder, main, environment);
    }
}
