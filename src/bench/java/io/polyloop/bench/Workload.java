package io.polyloop.bench;

import java.util.List;

/** One kind of work, measured on one peer at a time. */
public interface Workload {
    /** The name on the command line and in the report. */
    String name();

    /** The peers that can do this work. */
    List<Peer> peers();

    /** Connects the clients to a server that has just started, and warms it up. */
    Session open(Peer peer, ServerProcess server) throws Exception;

    /** Rounds for each peer. Rounds alternate: the first of all peers, then the second of all peers. */
    default int rounds() {
        return 5;
    }

    /** Whether a run without {@code --only} includes it. */
    default boolean byDefault() {
        return true;
    }

    /** Notes for readers of the tables; one item each. */
    default List<String> notes() {
        return List.of();
    }

    /** The estimated duration, for the time left that is shown during a run. */
    default double estimatedSeconds() {
        return peers().size() * (5 + rounds() * 4.0);
    }

    /** The clients of one server, for all rounds. */
    interface Session extends AutoCloseable {
        /** Measures once. */
        List<Figure> runRound() throws Exception;

        @Override
        void close();
    }
}
