package io.polyloop.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;

/** The history in a PostgreSQL database, which any node, restore or promotion may change. */
final class PostgresHistory extends History {
    private static final int EPOCH = 4;

    private final long lockMs;
    private final String idleTimeout;

    /**
     * @param lock how long a transaction waits for a lock at most
     * @param idle after which a transaction whose node froze is ended: its topics would stay locked for all others
     */
    PostgresHistory(Duration lock, Duration idle) {
        this.lockMs = lock.toMillis();
        this.idleTimeout = Long.toString(idle.toMillis());
    }

    @Override
    String find(Connection connection, Duration most) throws SQLException {
        try (PreparedStatement begin = connection.prepareStatement(Statements.BEGIN)) {
            begin.setString(1, Long.toString(Math.max(1, Math.min(lockMs, most.toMillis())))); // 0 is for ever
            begin.setString(2, idleTimeout);
            begin.execute();
            begin.getMoreResults(); // the first statement has none
            try (ResultSet row = begin.getResultSet()) {
                row.next();
                return row.getString(EPOCH);
            }
        }
    }
}
