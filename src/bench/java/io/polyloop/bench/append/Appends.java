package io.polyloop.bench.append;

import io.polyloop.bench.Peer;
import io.polyloop.bench.Scale;
import io.polyloop.bench.ServerProcess;
import io.polyloop.bench.Workload;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The cost and the rate of durable appends by many concurrent writers. */
public final class Appends implements Workload {
    private static final double START_SECONDS = 3;

    private static final int ROUNDS = 3;

    private final Scale scale;
    private final Database database;

    public Appends(Scale scale, Database database) {
        this.scale = scale;
        this.database = database;
    }

    @Override
    public String name() {
        return "appends-" + database.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public List<Peer> peers() {
        return Stream.of(AppendStrategy.values())
                .<Peer>map(strategy -> new AppendPeer(strategy, database))
                .toList();
    }

    @Override
    public int rounds() {
        return scale.isFull() ? ROUNDS : 1;
    }

    @Override
    public double estimatedSeconds() {
        double millis = AppendSession.WRITERS.size() * (double) scale.roundMillis() * rounds() + scale.warmUpMillis();
        return peers().size() * (START_SECONDS + millis / 1e3);
    }

    @Override
    public List<String> notes() {
        return List.of(
                "Each writer sends 128 bytes of JSON to one of " + SampleMessages.TOPICS + " topics, waits for the "
                        + "acknowledgement, which comes after the commit (SQLite: synchronous=FULL), and sends "
                        + "again. The writers run in the measured process; the CPU of the PostgreSQL server is not "
                        + "counted.",
                "The bare loop is one thread and one connection with prepared statements: it updates the head of each "
                        + "topic, inserts a row for each writer in one JDBC batch, and commits. It neither collects "
                        + "appends nor publishes news. One commit each uses one connection to SQLite and 16 to "
                        + "PostgreSQL.");
    }

    @Override
    public Session open(Peer peer, ServerProcess server) throws IOException {
        return new AppendSession(this, peer, server);
    }

    Scale scale() {
        return scale;
    }

    String table(int writers) {
        return String.format(Locale.ROOT, "durable appends, %,d writers, %s", writers, database.title());
    }
}
