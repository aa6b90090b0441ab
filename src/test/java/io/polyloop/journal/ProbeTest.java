package io.polyloop.journal;

import static io.polyloop.journal.Appends.to;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.polyloop.fixture.engine.Postgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProbeTest {
    private static final int ROW = 100_000;

    @TempDir
    Path dir;

    @OnEachDatabase
    void a_probe_writes_a_row_and_deletes_it(TestDatabase kind) throws Exception {
        JournalDatabase database = JournalDatabase.open(TestSettings.at(kind.newUrl()), dir);
        try (SqlJournal journal = TestDatabase.open(database, Clock.systemUTC())) {
            journal.commit(List.of(to("t", "1")));
            Probe probe = new Probe(database, Clock.systemUTC(), ROW);
            probe.read();
            probe.write();
            probe.write();

            assertEquals(1, count(database, "select count(*) from messages"));
            assertEquals(1, count(database, "select count(*) from topics"));
        }
    }

    @Test
    void a_full_file_fails_the_write_and_not_the_read() throws Exception {
        JournalDatabase database = JournalDatabase.open(TestSettings.at("sqlite"), dir);
        try (SqlJournal journal = TestDatabase.open(database, Clock.systemUTC())) {
            journal.commit(List.of(to("t", "1")));
            limitEachConnection(database);
            Probe probe = new Probe(database, Clock.systemUTC(), ROW);
            probe.read();

            SQLException full = assertThrows(SQLException.class, probe::write);
            assertEquals(
                    "the disk of data.dir is full; free space",
                    FaultText.of(full).replaceAll(" \\(.*", ""));
        }
    }

    @Test
    void locked_topics_fail_the_write() throws Exception {
        String url = Postgres.newDatabase();
        JournalDatabase database = JournalDatabase.open(TestSettings.waiting(url, Duration.ofSeconds(1)), dir);
        try (SqlJournal journal = TestDatabase.open(database, Clock.systemUTC());
                Connection other = DriverManager.getConnection(url);
                Statement lock = other.createStatement()) {
            journal.commit(List.of(to("t", "1")));
            other.setAutoCommit(false);
            lock.execute("lock table topics in exclusive mode");
            Probe probe = new Probe(database, Clock.systemUTC(), ROW);

            assertEquals(SqlFault.CONTENTION, SqlFault.of(assertThrows(SQLException.class, probe::write)));
            other.rollback();
            probe.write();
        }
    }

    /** Prevents the file from growing, on the connection that the pool returns next. */
    private static void limitEachConnection(JournalDatabase database) throws SQLException {
        try (Connection connection = database.connection();
                Statement statement = connection.createStatement()) {
            statement.execute("pragma max_page_count = 1");
        }
    }

    private static long count(JournalDatabase database, String sql) throws SQLException {
        return database.query((connection, epoch) -> {
            try (Statement statement = connection.createStatement();
                    var row = statement.executeQuery(sql)) {
                row.next();
                return row.getLong(1);
            }
        });
    }
}
