package io.polyloop.journal;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/** Maintenance of PostgreSQL, as far as its own autovacuum does not do it. */
final class SharedMaintenance implements Maintenance {
    /** A vacuum reads the whole table; the driver's own limit is made for commits. */
    private static final Duration VACUUM_TIMEOUT = Duration.ofMinutes(10);

    private final Database database;
    private final Trimmer trimmer;
    private final Counts counts;

    SharedMaintenance(Database database, Trimmer trimmer, Counts counts) {
        this.database = database;
        this.trimmer = trimmer;
        this.counts = counts;
    }

    @Override
    public long round() throws SQLException {
        long trimmed = trimmer.trim();
        counts.rows();
        return trimmed;
    }

    @Override
    public void look() throws SQLException {
        counts.database();
    }

    @Override
    public void scrub() throws SQLException {
        try (Connection connection = database.connection();
                Statement statement = connection.createStatement()) {
            int timeout = connection.getNetworkTimeout();
            connection.setNetworkTimeout(Runnable::run, (int) VACUUM_TIMEOUT.toMillis());
            try {
                statement.execute("vacuum messages");
            } finally {
                connection.setNetworkTimeout(Runnable::run, timeout);
            }
        }
    }
}
