package io.polyloop.bench.peer;

import io.polyloop.bench.ServerProcess;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Requests rounds from a {@link RoundServer} in another process. */
public final class RoundClient implements AutoCloseable {
    private final Socket socket;
    private final BufferedReader results;
    private final PrintWriter requests;

    public RoundClient(ServerProcess server) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
        results = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
        requests = new PrintWriter(socket.getOutputStream(), true, StandardCharsets.US_ASCII);
    }

    /** Blocks until the round is over; returns the line with its result. */
    public String run(String arguments) throws IOException {
        requests.println(arguments);
        String result = results.readLine();
        if (result == null) {
            throw new IOException(
                    "The measured process stopped during a round; see its output.log under target/bench/run");
        }
        return result;
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException ignored) {
            // The process stops anyway.
        }
    }
}
