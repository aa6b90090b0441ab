package io.polyloop.bench;

import java.util.List;

/** One kind of work, done by one peer at a time. */
public interface Workload {
    /** Its name, by which it can be chosen on the command line. */
    String name();

    /** Whoever can do it. */
    List<Peer> peers();

    /** Brings a server that was just started to speed: connects the clients, lets the compiler do its work. */
    Session open(Peer peer, ServerProcess server) throws Exception;

    /** How often each peer is measured. The peers take turns: first round of all, second round of all. */
    default int rounds() {
        return 5;
    }

    /** Whether it is part of a run of everything, or only done when it is asked for. */
    default boolean byDefault() {
        return true;
    }

    /** What somebody who reads its tables must know; a sentence each. */
    default List<String> notes() {
        return List.of();
    }

    /** About how long it takes in all, for the time left that is shown while it runs. */
    default double estimatedSeconds() {
        return peers().size() * (5 + rounds() * 4.0);
    }

    /** The clients of one server, connected over all rounds. */
    interface Session extends AutoCloseable {
        /** Measures once. */
        List<Figure> runRound() throws Exception;

        @Override
        void close();
    }
}
