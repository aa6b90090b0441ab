package io.polyloop.journal;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;

/** The maintenance of PostgreSQL that autovacuum does not do. */
final class PostgresMaintenance implements Maintenance {
    /** A vacuum reads the whole table; the driver's timeout is set for commits. */
    private static final Duration VACUUM_TIMEOUT = Duration.ofMinutes(10);

    private final JournalDatabase database;
    private final Trimmer trimmer;
    private final SizeCollector sizes;
    private final Clock clock;

    PostgresMaintenance(JournalDatabase database, Trimmer trimmer, SizeCollector sizes, Clock clock) {
        this.database = database;
        this.clock = clock;
        this.trimmer = trimmer;
        this.sizes = sizes;
    }

    @Override
    public long round() throws SQLException {
        long trimmed = trimmer.trim();
        database.write((connection, epoch) -> {
            BatchMark.expire(clock.millis()).run(connection);
            return null;
        });
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
