package io.polyloop.bench.language;

import io.polyloop.bench.Figure;
import io.polyloop.bench.Peer;
import io.polyloop.bench.ServerProcess;
import io.polyloop.bench.Workload.Session;
import io.polyloop.bench.peer.RoundClient;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Measures one server, after a warm-up that continues until the server stops getting faster. */
final class LanguageSession implements Session {
    private static final int MOST_WARM_UPS = 15;
    private static final int ROUNDS_WITHOUT_PROGRESS = 3;
    private static final double PROGRESS = 0.95;

    private final Languages languages;
    private final Peer peer;
    private final RoundClient client;

    LanguageSession(Languages languages, Peer peer, ServerProcess server) throws IOException {
        this.languages = languages;
        this.peer = peer;
        this.client = new RoundClient(server);
        warmUp();
    }

    /** The JIT compiler first compiles the interpreter of scripts, and only then what a script is compiled to. */
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
        return RequestResult.parse(client.run(String.valueOf(TimeUnit.MILLISECONDS.toNanos(millis))));
    }

    @Override
    public void close() {
        client.close();
    }
}
