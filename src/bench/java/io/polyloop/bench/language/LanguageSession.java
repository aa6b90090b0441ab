package io.polyloop.bench.language;

import io.polyloop.bench.Figure;
import io.polyloop.bench.Peer;
import io.polyloop.bench.ServerProcess;
import io.polyloop.bench.Workload.Session;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Tells one server how long to ask, and takes its figures. */
final class LanguageSession implements Session {
    private static final int MOST_WARM_UPS = 15;
    private static final int ROUNDS_WITHOUT_PROGRESS = 3;
    private static final double PROGRESS = 0.95;

    private final Languages languages;
    private final Peer peer;
    private final Socket socket;
    private final BufferedReader answers;
    private final PrintWriter commands;

    LanguageSession(Languages languages, Peer peer, ServerProcess server) throws IOException {
        this.languages = languages;
        this.peer = peer;
        socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
        answers = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
        commands = new PrintWriter(socket.getOutputStream(), true, StandardCharsets.US_ASCII);
        warmUp();
    }

    /** The interpreter of scripts is itself Java to be compiled, and only then comes what a script is compiled to. */
    private void warmUp() throws IOException {
        double best = Double.MAX_VALUE;
        int worse = 0;
        for (int time = 0; time < MOST_WARM_UPS && worse < ROUNDS_WITHOUT_PROGRESS; time++) {
            double micros = request(languages.scale().warmUpMillis()).cpuMicros();
            worse = micros < best * PROGRESS ? 0 : worse + 1;
            best = Math.min(best, micros);
        }
    }

    @Override
    public List<Figure> runRound() throws IOException {
        double micros = request(languages.scale().roundMillis()).cpuMicros();
        return List.of(new Figure(languages.table(), peer.name(), "CPU µs a message", micros));
    }

    private RequestResult request(long millis) throws IOException {
        commands.println(TimeUnit.MILLISECONDS.toNanos(millis));
        String answer = answers.readLine();
        if (answer == null) {
            throw new IOException(
                    "the verticle gave a wrong answer: see output.log in its folder under target/bench/run");
        }
        return RequestResult.parse(answer);
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException ignored) {
            // The server is ended anyway.
        }
    }
}
