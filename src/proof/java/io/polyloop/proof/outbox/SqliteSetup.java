package io.polyloop.proof.outbox;

import io.polyloop.proof.local.LocalNode;
import io.polyloop.proof.local.Pause;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/** One node with an embedded database, which is killed with the node. */
final class SqliteSetup implements Setup {
    private final Path folder;
    private final LocalNode node;

    SqliteSetup(Path folder) {
        this.folder = folder;
        this.node = Setup.nodes(folder, 1, Map.of("POLYLOOP_CLUSTER_ENABLED", "false"))
                .get(0);
    }

    @Override
    public List<LocalNode> nodes() {
        return List.of(node);
    }

    @Override
    public String fail(Random random) {
        node.kill();
        Pause.of(random, 0, 300);
        node.start();
        return "kill -9 of a node";
    }

    @Override
    public String url() throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("data"))) {
            return "jdbc:sqlite:"
                    + files.filter(file -> file.endsWith("polyloop.db"))
                            .findFirst()
                            .orElseThrow();
        }
    }

    @Override
    public void close() {
        node.kill();
    }
}
