package io.polyloop.proof.chaos;

import io.polyloop.proof.local.Pause;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Faults of the database. */
final class DatabaseFaults {
    private static final int DOWN_MS = 3_000;
    private static final int EXHAUSTED_MS = 5_000;
    private static final String TERMINATE_OTHERS =
            """
            select pg_terminate_backend(pid) from pg_stat_activity
            where pid <> pg_backend_pid() and backend_type = 'client backend'""";

    private DatabaseFaults() {}

    /** Stops the database in an orderly way and starts it again, as an upgrade does. */
    static void restart(ClusterUnderTest cluster) {
        cluster.timeline().record("database", "restart");
        cluster.database().close();
        Pause.of(DOWN_MS);
        cluster.database().start();
    }

    /** kill -9; the database has to recover when it starts again. */
    static void kill(ClusterUnderTest cluster) throws IOException {
        cluster.timeline().record("database", "kill -9");
        cluster.database().kill();
        Pause.of(DOWN_MS);
        cluster.database().start();
    }

    /** Closes the connections of all nodes and occupies every slot, so that no node can reconnect for a while. */
    static void exhaustConnections(ClusterUnderTest cluster) throws SQLException {
        cluster.timeline().record("database", "no free connection");
        List<Connection> open = new ArrayList<>();
        try {
            openUntilFull(cluster.database().url(), open);
            Pause.of(EXHAUSTED_MS);
        } finally {
            for (Connection connection : open) {
                connection.close();
            }
        }
    }

    private static void openUntilFull(String url, List<Connection> open) throws SQLException {
        open.add(DriverManager.getConnection(url));
        try (var statement = open.get(0).createStatement()) {
            statement.execute(TERMINATE_OTHERS);
        }
        try {
            for (; ; ) {
                open.add(DriverManager.getConnection(url));
            }
        } catch (SQLException full) {
            // The expected end: the server rejects the connection.
        }
    }
}
