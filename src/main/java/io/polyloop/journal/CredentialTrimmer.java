package io.polyloop.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** Deletes sessions, tickets and revocations that have expired, and the oldest ends of sessions. Blocks. */
final class CredentialTrimmer {
    /** By then every node has closed the connections of these sessions, whose rows are deleted. */
    static final int ENDED_SESSIONS = 100_000;

    private static final String EXPIRED_CREDENTIALS = "delete from polyloop_credentials where hash in"
            + " (select hash from polyloop_credentials where expires_at < ? order by expires_at limit ?)";
    private static final String EXPIRED_REVOCATIONS = "delete from polyloop_revocations where id in"
            + " (select id from polyloop_revocations where expires_at < ? order by expires_at limit ?)";
    private static final String NEWEST_EXCESS = "select version from polyloop_revocations where kind = 'session'"
            + " order by version desc limit 1 offset ?";
    private static final String ENDED = "delete from polyloop_revocations where id in"
            + " (select id from polyloop_revocations where kind = 'session' and version <= ? order by version limit ?)";

    private final Database database;
    private final ChunkedWork work;

    CredentialTrimmer(Database database, ChunkedWork work) {
        this.database = database;
        this.work = work;
    }

    void trim(long now) throws SQLException {
        delete(EXPIRED_CREDENTIALS, now);
        delete(EXPIRED_REVOCATIONS, now);
        long excess = newestExcess();
        if (excess > 0) {
            delete(ENDED, excess);
            // Each node reads all again, and so forgets what was deleted.
            database.write((connection, epoch) -> {
                new Query(RevocationTable.WITHDRAWN).run(connection);
                return null;
            });
        }
    }

    /** The version of the newest end of a session beyond the limit; 0 if there is none. */
    private long newestExcess() throws SQLException {
        return database.query((connection, epoch) -> {
            long[] version = new long[1];
            new Query(NEWEST_EXCESS, row -> version[0] = row.getLong(1), ENDED_SESSIONS).run(connection);
            return version[0];
        });
    }

    private void delete(String sql, long through) throws SQLException {
        work.run(maxRows -> {
            try (Connection connection = database.connection();
                    PreparedStatement delete = connection.prepareStatement(sql)) {
                delete.setLong(1, through);
                delete.setInt(2, maxRows);
                return delete.executeUpdate() == maxRows;
            }
        });
    }
}
