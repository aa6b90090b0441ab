package io.polyloop.bench.append;

import io.polyloop.bench.Peer;
import io.polyloop.bench.Server;
import io.polyloop.bench.peer.JavaPeer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** One way to make messages durable, on a database of its own. */
record AppendPeer(Kind kind, DatabaseKind database) implements Peer {

    @Override
    public String name() {
        return kind.title();
    }

    @Override
    public Optional<String> missing() {
        return Optional.empty();
    }

    @Override
    public Server start(Path folder) throws IOException {
        Map<String, String> environment =
                Map.of(AppendServer.KIND, kind.name(), AppendServer.DATABASE, database.newUrl());
        return new JavaPeer(name(), AppendServer.class, environment).start(folder);
    }
}
