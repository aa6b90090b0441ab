package io.polyloop.bench.peer;

import io.polyloop.bench.Peer;
import io.polyloop.bench.Server;
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
    public Optional<String> missing() {
        return Optional.empty();
    }

    @Override
    public Server start(Path folder) throws IOException {
        return Java.start(folder, main, environment);
    }
}
