package io.polyloop.bench.append;

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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Tells one server how many are to write, and takes its figures. */
final class AppendSession implements Session {
    static final List<Integer> WRITERS = List.of(64, 1_000);

    private final Appends appends;
    private final Peer peer;
    private final ServerProcess server;
    private final Socket socket;
    private final BufferedReader answers;
    private final PrintWriter commands;

    AppendSession(Appends appends, Peer peer, ServerProcess server) throws IOException {
        this.appends = appends;
        this.peer = peer;
        this.server = server;
        socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
        answers = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
        commands = new PrintWriter(socket.getOutputStream(), true, StandardCharsets.US_ASCII);
        for (int writers : WRITERS) {
            write(writers, appends.scale().warmUpMillis() / WRITERS.size());
        }
    }

    @Override
    public List<Figure> runRound() throws IOException {
        List<Figure> figures = new ArrayList<>();
        for (int writers : WRITERS) {
            long cpu = server.cpuNanos();
            WriteResult acknowledged = write(writers, appends.scale().roundMillis());
            double micros = (server.cpuNanos() - cpu) / 1e3 / acknowledged.appends();
            String table = appends.table(writers);
            figures.add(new Figure(table, peer.name(), "acks/s", acknowledged.perSecond()));
            figures.add(new Figure(table, peer.name(), "CPU µs an append", micros));
            figures.add(new Figure(table, peer.name(), "ack p99, ms", acknowledged.p99Nanos() / 1e6));
        }
        return figures;
    }

    private WriteResult write(int writers, long millis) throws IOException {
        commands.println(writers + " " + TimeUnit.MILLISECONDS.toNanos(millis));
        String answer = answers.readLine();
        if (answer == null) {
            throw new IOException("the writers ended");
        }
        return WriteResult.parse(answer);
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
