package io.polyloop.bench.transaction;

import io.polyloop.bench.append.Writers;
import io.polyloop.bench.peer.RoundServer;
import java.nio.file.Path;

/** The process of one strategy. The arguments of a round are {@code <writers> <nanos>}. */
final class UnitServer {
    /** Environment variable: the {@link UnitStrategy}. */
    static final String STRATEGY = "UNIT_STRATEGY";
    /** Environment variable: the {@code journal.url} of the database. */
    static final String DATABASE = "UNIT_DATABASE";
    /** Environment variable: the folder of the scripts. */
    static final String SCRIPTS = "UNIT_SCRIPTS";

    private UnitServer() {}

    /** The argument is the port. An embedded database is created in the working directory. */
    public static void main(String[] args) throws Exception {
        UnitStrategy strategy = UnitStrategy.valueOf(System.getenv(STRATEGY));
        try (Writers writers =
                strategy.open(System.getenv(DATABASE), Path.of("").toAbsolutePath())) {
            RoundServer.serve(
                    Integer.parseInt(args[0]),
                    round -> writers.write(Integer.parseInt(round[0]), Long.parseLong(round[1])));
        }
    }
}
