package io.polyloop.bench.trace;

import io.polyloop.bench.Peer;
import io.polyloop.bench.ServerProcess;
import io.polyloop.bench.peer.PolyloopPeer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Polyloop with traces.
 *
 * @param sampling the part of the requests that are recorded
 */
public record TracedPeer(String name, double sampling) implements Peer {

    @Override
    public Optional<String> unavailable() {
        return new PolyloopPeer().unavailable();
    }

    @Override
    public ServerProcess start(Path folder) throws IOException {
        Map<String, String> settings = Map.of(
                "POLYLOOP_TRACES_ENDPOINT", SpanSink.endpoint(), "POLYLOOP_TRACES_SAMPLING", Double.toString(sampling));
        return new PolyloopPeer(name, settings).start(folder);
    }
}
