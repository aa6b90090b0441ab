package io.polyloop.bench.start;

import io.polyloop.bench.Peer;
import io.polyloop.bench.ServerProcess;
import io.polyloop.bench.peer.PolyloopPeer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Polyloop with these verticles only.
 *
 * @param language the language whose hello handler sends the first response
 */
record StartPeer(String name, String language, List<String> verticles) implements Peer {
    private static final String JAVA = "io.polyloop.samples.hello.HelloVerticle";

    StartPeer(String name, String language, String... others) {
        this(name, language, Stream.concat(Stream.of(JAVA), Stream.of(others)).toList());
    }

    @Override
    public Optional<String> unavailable() {
        return new PolyloopPeer().unavailable();
    }

    @Override
    public ServerProcess start(Path folder) throws IOException {
        Path conf = Files.createDirectories(folder.resolve("conf"));
        Files.writeString(
                conf.resolve("local.yaml"),
                verticles.stream()
                        .map(verticle -> "  - name: " + verticle + "\n")
                        .collect(Collectors.joining("", "verticles:\n", "")));
        return new PolyloopPeer().start(folder);
    }
}
