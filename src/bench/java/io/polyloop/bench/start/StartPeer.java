package io.polyloop.bench.start;

import io.polyloop.bench.Peer;
import io.polyloop.bench.Server;
import io.polyloop.bench.peer.PolyloopPeer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Polyloop with these verticles and no others.
 *
 * @param asked the language whose hello is the first answer waited for
 */
record StartPeer(String name, List<String> verticles, String asked) implements Peer {
    static final String JAVA = "io.polyloop.samples.hello.HelloVerticle";

    @Override
    public Optional<String> missing() {
        return new PolyloopPeer().missing();
    }

    @Override
    public Server start(Path folder) throws IOException {
        Path conf = Files.createDirectories(folder.resolve("conf"));
        Files.writeString(
                conf.resolve("local.yaml"),
                verticles.stream()
                        .map(verticle -> "  - name: " + verticle + "\n")
                        .collect(Collectors.joining("", "verticles:\n", "")));
        return new PolyloopPeer().start(folder);
    }
}
