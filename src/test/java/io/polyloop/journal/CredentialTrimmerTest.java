package io.polyloop.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polyloop.bus.RevocationChanges.Point;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

class CredentialTrimmerTest {
    @TempDir
    Path dir;

    private JournalDatabase database;
    private RevocationTable table;

    @AfterEach
    void close() {
        database.close();
    }

    @OnEachDatabase
    void the_oldest_ends_of_sessions_over_the_limit_are_deleted_and_every_node_reads_again(TestDatabase kind)
            throws Exception {
        open(kind);
        endSessions(1, CredentialTrimmer.ENDED_SESSIONS + 1);
        Point known = table.changes(Point.START).to();
        trim();

        assertTrue(table.changes(known).whole());
        assertEquals(CredentialTrimmer.KEPT_ENDED_SESSIONS, count());
    }

    @OnEachDatabase
    void while_sessions_end_in_a_loop_nodes_seldom_read_all_again(TestDatabase kind) throws Exception {
        open(kind);
        endSessions(1, CredentialTrimmer.ENDED_SESSIONS + 1);
        trim();
        Point known = table.changes(Point.START).to();
        endSessions(CredentialTrimmer.ENDED_SESSIONS + 3, CredentialTrimmer.ENDED_SESSIONS + 1_000);
        trim();

        assertFalse(table.changes(known).whole());
        assertEquals(CredentialTrimmer.KEPT_ENDED_SESSIONS + 998, count());
    }

    private void trim() throws SQLException {
        new CredentialTrimmer(database, new ChunkedWork()).trim(0);
    }

    /** Stores the ends of sessions with these versions. */
    private void endSessions(int first, int last) throws SQLException {
        String rows = "with recursive n(i) as (select " + first + " union all select i + 1 from n where i < " + last
                + ") insert into polyloop_revocations select '' || n.i, 'session', null, '' || n.i, 0, 9, n.i from n";
        database.write((connection, epoch) -> {
            new Query("update polyloop_revocation_state set version = ?", last).run(connection);
            new Query(rows).run(connection);
            return null;
        });
    }

    private long count() throws SQLException {
        return database.query((connection, epoch) -> {
            long[] count = new long[1];
            new Query("select count(*) from polyloop_revocations", row -> count[0] = row.getLong(1)).run(connection);
            return count[0];
        });
    }

    private void open(TestDatabase kind) {
        database = JournalDatabase.open(TestSettings.at(kind.newUrl()), dir);
        table = new RevocationTable(database);
    }
}
