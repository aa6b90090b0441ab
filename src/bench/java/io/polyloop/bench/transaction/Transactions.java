package io.polyloop.bench.transaction;

import io.polyloop.bench.Peer;
import io.polyloop.bench.Scale;
import io.polyloop.bench.ServerProcess;
import io.polyloop.bench.Workload;
import io.polyloop.bench.append.Database;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The cost and the rate of commits that store a row and a message together. */
public final class Transactions implements Workload {
    /** Columns of the table. */
    public static final String CPU = "CPU µs each";

    public static final String RATE = "acks/s";
    public static final String P99 = "ack p99, ms";

    private static final double START_SECONDS = 4;
    private static final int ROUNDS = 3;

    private final Scale scale;
    private final Database database;

    public Transactions(Scale scale, Database database) {
        this.scale = scale;
        this.database = database;
    }

    @Override
    public String name() {
        return "transactions-" + database.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public List<Peer> peers() {
        return Stream.of(UnitStrategy.values())
                .<Peer>map(strategy -> new UnitPeer(strategy, database))
                .toList();
    }

    @Override
    public boolean byDefault() {
        return false;
    }

    @Override
    public int rounds() {
        return scale.isFull() ? ROUNDS : 1;
    }

    @Override
    public double estimatedSeconds() {
        return peers().size() * (START_SECONDS + (scale.roundMillis() * rounds() + warmUpMillis()) / 1e3);
    }

    @Override
    public List<String> notes() {
        return List.of(
                UnitSession.WRITERS + " writers store a row of three columns and a message of 128 bytes, wait for the"
                        + " acknowledgement, which comes after the commit (SQLite: synchronous=FULL), and store the"
                        + " next. The writers run on two event loops of the measured process; the CPU of the"
                        + " PostgreSQL server is not counted.",
                "JDBC: the writers hand the same statements (the row, the head of the topic, the message, whose JSON is"
                        + " encoded for each; prepared once, in JDBC batches) to one thread on SQLite and two on"
                        + " PostgreSQL. One commit each is the least that a transaction costs, group commit the least that a unit of work costs:"
                        + " neither has savepoints, deadlines, metrics or news for subscribers.",
                "append beside transactions and units: the appends alone are counted, the CPU is that of the whole"
                        + " process; 4 writers run a transaction, and 4 a unit of work, every 20 ms.");
    }

    @Override
    public Session open(Peer peer, ServerProcess server) throws IOException {
        return new UnitSession(this, peer, server);
    }

    long roundMillis() {
        return scale.roundMillis();
    }

    /** Longer than for appends alone: at some thousand transactions a second, the JVM has compiled them after 20 s. */
    long warmUpMillis() {
        return scale.isSmoke() ? scale.warmUpMillis() : scale.warmUpMillis() * 4;
    }

    String table() {
        return table(database.title());
    }

    /** The title of the table of a database. */
    public static String table(String database) {
        return "a row and a message in one commit, " + database;
    }
}
