package io.polyloop.bench.peer;

import io.polyloop.bench.Peer;
import io.polyloop.bench.Server;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** A server that is a class of this benchmark, with a {@code main} whose argument is the port. */
public record JavaPeer(String name, Class<?> main) implements Peer {
    @Override
    public Optional<String> missing() {
        return Optional.empty();
    }

    @Override
    public Server start(Path folder) throws IOException {
        return Java.start(folder, main);
    }
}
