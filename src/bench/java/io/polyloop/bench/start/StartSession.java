package io.polyloop.bench.start;

import io.polyloop.bench.Figure;
import io.polyloop.bench.ServerProcess;
import io.polyloop.bench.Workload.Session;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Starts a node in each round. */
final class StartSession implements Session {
    private static final String TABLE = "start to the first response";

    private final StartPeer peer;
    private final Path folder;
    private final HttpClient client = HttpClient.newHttpClient();

    StartSession(StartPeer peer, Path folder) {
        this.peer = peer;
        this.folder = folder;
    }

    @Override
    public List<Figure> runRound() throws IOException, InterruptedException {
        Path own = Files.createTempDirectory(folder, "start");
        long begin = System.nanoTime();
        try (ServerProcess server = peer.start(own)) {
            request(server);
            double seconds = (System.nanoTime() - begin) / 1e9;
            return List.of(
                    new Figure(TABLE, peer.name(), "seconds", seconds),
                    new Figure(TABLE, peer.name(), "CPU s", server.cpuNanos() / 1e9),
                    new Figure(TABLE, peer.name(), "MiB", server.memoryBytes() / 1024.0 / 1024));
        }
    }

    private void request(ServerProcess server) throws IOException, InterruptedException {
        URI echo = URI.create("http://127.0.0.1:" + server.port() + "/api/v1/ask/echo?name=Ada");
        HttpResponse<String> response =
                client.send(HttpRequest.newBuilder(echo).build(), HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IOException(echo + " failed with status " + response.statusCode() + ": " + response.body());
        }
    }

    @Override
    public void close() {
        // Each round stops its own server.
    }
}
