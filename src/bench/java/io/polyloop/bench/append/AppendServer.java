package io.polyloop.bench.append;

import io.polyloop.bench.peer.RoundServer;
import java.nio.file.Path;

/** The process of one strategy. The arguments of a round are {@code <writers> <nanos>}. */
final class AppendServer {
    /** Environment variable: the {@link AppendStrategy}. */
    static final String STRATEGY = "APPEND_STRATEGY";
    /** Environment variable: the {@code journal.url} of the database. */
    static final String DATABASE = "APPEND_DATABASE";

    private AppendServer() {}

    /** The argument is the port. An embedded database is created in the working directory. */
    public static void main(String[] args) throws Exception {
        AppendStrategy strategy = AppendStrategy.valueOf(System.getenv(STRATEGY));
        try (Writers writers =
                strategy.open(System.getenv(DATABASE), Path.of("").toAbsolutePath())) {
            RoundServer.serve(
                    Integer.parseInt(args[0]),
                    round -> writers.write(Integer.parseInt(round[0]), Long.parseLong(round[1])));
        }
    }
}
