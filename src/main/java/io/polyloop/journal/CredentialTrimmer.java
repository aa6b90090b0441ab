package io.polyloop.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** Deletes sessions, tickets and revocations that have expired, and the oldest ends of sessions. Blocks. */
final class CredentialTrimmer {
    /** By then every node has closed the connections of these sessions, whose rows are deleted. */
    static final int ENDED_SESSIONS = 100_000;
    /** Beyond the limit, so many are left: each node reads all again, so this must not happen in every round. */
    static final int KEPT_ENDED_SESSIONS = 80_000;

    private static final String EXPIRED_CREDENTIALS = "delete from polyloop_credentials where hash in"
            + " (select hash from polyloop_credentials where expires_at < ? order by expires_at limit ?)";
    private static final String EXPIRED_REVOCATIONS = "delete from polyloop_revocations where id in"
            + " (select id from polyloop_revocations where expires_at < ? order by expires_at limit ?)";
    private static final String VERSION = "select version from polyloop_revocations where kind = 'session'"
            + " order by version desc limit 1 offset ?";
    private static final String ENDED = "delete from polyloop_revocations where id in"
            + " (select id from polyloop_revocations where kind = 'session' and version <= ? order by version limit ?)";

    private final JournalDatabase database;
    private final ChunkedWork work;

    CredentialTrimmer(JournalDatabase database, ChunkedWork work) {
        this.database = database;
        this.work = work;
    }

    void trim(long now) throws SQLException {
        delete(EXPIRED_CREDENTIALS, now);
        delete(EXPIRED_REVOCATIONS, now);
        boolean excess = version(ENDED_SESSIONS) > 0;
        // Of several nodes that trim, those that delete nothing must not make all read again.
        if (excess && delete(ENDED, version(KEPT_ENDED_SESSIONS)) > 0) {
            // Each node reads all again, and so forgets what was deleted.
            database.write((connection, epoch) -> {
                new Query(RevocationTable.WITHDRAWN).run(connection);
                return null;
            });
        }
    }

    /** The version of the newest end of a session but {@code newer}; 0 if there are no more. */
    private long version(int newer) throws SQLException {
        return database.query((connection, epoch) -> {
            long[] version = new long[1];
            new Query(VERSION, row -> version[0] = row.getLong(1), newer).run(connection);
            return version[0];
        });
    }

    /** Returns the number of rows. */
    private long delete(String sql, long through) throws SQLException {
        long[] deleted = new long[1];
        work.run(maxRows -> {
            try (Connection connection = database.connection();
                    PreparedStatement delete = connection.prepareStatement(sql)) {
                delete.setLong(1, through);
                delete.setInt(2, maxRows);
                int rows = delete.executeUpdate();
                deleted[0] += rows;
                return rows == maxRows;
            }
        });
        return deleted[0];
    }
}
