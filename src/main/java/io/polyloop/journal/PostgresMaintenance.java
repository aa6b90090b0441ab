package io.polyloop.journal;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/** The maintenance of PostgreSQL that autovacuum does not do. */
final class PostgresMaintenance implements Maintenance {
    /** A vacuum reads the whole table; the driver's timeout is set for commits. */
    private static final Duration VACUUM_TIMEOUT = Duration.ofMinutes(10);

    private final JournalDatabase database;
    private final Trimmer trimmer;
    private final SizeCollector sizes;

    PostgresMaintenance(JournalDatabase database, Trimmer trimmer, SizeCollector sizes) {
        this.database = database;
        this.trimmer = trimmer;
        this.sizes = sizes;
    }

    @Override
    public long round() throws SQLException {
        long trimmed = trimmer.trim();
        sizes.collectRows();
        return trimmed;
    }

    @Override
    public void checkSizes() throws SQLException {
        sizes.collectDatabase();
    }

    @Override
    public void purgeDeleted() throws SQLException {
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
