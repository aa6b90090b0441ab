package io.polyloop.journal;

import static io.polyloop.journal.Appends.PAGE_BYTES;
import static io.polyloop.journal.Appends.data;
import static io.polyloop.journal.Appends.fill;
import static io.polyloop.journal.Appends.to;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polyloop.topic.ReadFrom;
import io.polyloop.topic.TopicName;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** SQLite rolls back on its own on a full disk and other faults; afterwards, no connection may be reused. */
class JournalTransactionTest {
    private static final int ROW = 100_000;
    private static final String LARGE = '"' + "0".repeat(ROW) + '"';

    @TempDir
    Path dir;

    private JournalDatabase database;
    private SqlJournal journal;
    private final List<String> acknowledged = new ArrayList<>();

    @BeforeEach
    void open() throws SQLException {
        database = JournalDatabase.open(TestSettings.at("sqlite"), dir);
        journal = TestDatabase.open(database, Clock.systemUTC());
        append("0");
        execute("create trigger no_room before insert on messages when length(new.data) > " + ROW
                + " begin select raise(rollback, 'no room'); end");
    }

    @AfterEach
    void close() {
        journal.close();
    }

    @Test
    void later_commits_are_complete_after_a_probe_on_a_full_disk() throws Exception {
        Probe probe = new Probe(database, Clock.systemUTC(), ROW / 2);
        afterwards(() -> {
            execute("pragma max_page_count = 1"); // of the connection that the pool gives next
            assertTrue(SqliteFault.isFull(assertThrows(SQLException.class, probe::write)));
        });
        probe.write();
    }

    @Test
    void later_commits_are_complete_after_a_probe_that_sqlite_rolls_back() throws Exception {
        Probe probe = new Probe(database, Clock.systemUTC(), ROW);
        afterwards(() -> assertThrows(SQLException.class, probe::write));
    }

    @Test
    void later_commits_are_complete_after_a_deletion_that_sqlite_rolls_back() throws Exception {
        fill(journal, "removed", 10);
        execute("create trigger stop before delete on messages begin select raise(rollback, 'stopped'); end");
        MessageDeleter removal = new MessageDeleter(database, new ChunkedWork());
        afterwards(() -> assertThrows(
                SQLException.class, () -> removal.delete(List.of(new MessageDeleter.Through("removed", 5)))));

        execute("drop trigger stop");
        assertEquals(5, removal.delete(List.of(new MessageDeleter.Through("removed", 5))));
    }

    @Test
    void a_statement_that_fails_closes_its_connection() throws Exception {
        try (Connection failed = database.connection();
                Statement statement = failed.createStatement()) {
            assertThrows(SQLException.class, () -> statement.execute("no statement"));
            assertTrue(failed.isClosed());
        }
        afterwards(() -> {});
    }

    @Test
    void no_transaction_begins_within_another() throws Exception {
        try (Connection connection = database.connection()) {
            JournalTransaction.begin(connection);
            assertThrows(SQLException.class, () -> JournalTransaction.begin(connection));
            JournalTransaction.commit(connection);
            assertTrue(connection.getAutoCommit());
        }
    }

    @Test
    void uncommitted_changes_are_rolled_back() throws Exception {
        try (JournalTransaction transaction = JournalTransaction.begin(database);
                Statement statement = transaction.connection().createStatement()) {
            statement.executeUpdate("delete from messages");
        }
        requireWhole();
    }

    /** Checks that after a failure that SQLite rolled back, commits store everything or nothing. */
    private void afterwards(Executable failure) throws Exception {
        for (int i = 0; i < 3; i++) {
            try {
                failure.execute();
            } catch (Throwable failed) {
                throw new AssertionError(failed);
            }
            assertThrows(SQLException.class, () -> append(LARGE));
            requireWhole();
            append(Integer.toString(i));
            requireWhole();
        }
    }

    private void append(String data) throws SQLException {
        journal.commit(List.of(to("t", data)));
        acknowledged.add(data);
    }

    private void requireWhole() throws SQLException {
        assertEquals(acknowledged, data(journal.read(new TopicName("t"), ReadFrom.OLDEST, 100, PAGE_BYTES)));
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = database.connection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
