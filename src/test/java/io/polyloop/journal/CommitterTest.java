package io.polyloop.journal;

import static io.polyloop.journal.Appends.PAGE_BYTES;
import static io.polyloop.journal.Appends.acknowledged;
import static io.polyloop.journal.Appends.data;
import static io.polyloop.journal.Appends.to;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.polyloop.config.JournalSettings;
import io.polyloop.fixture.LogCapture;
import io.polyloop.topic.Problem;
import io.polyloop.topic.ProblemException;
import io.polyloop.topic.ReadFrom;
import io.polyloop.topic.TopicName;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommitterTest {
    private static final JournalSettings SETTINGS = TestSettings.waiting(Duration.ofMillis(250));

    @TempDir
    Path dir;

    @Test
    void failed_commits_leak_no_connection_and_store_nothing() throws Exception {
        try (SqlJournal journal = open()) {
            journal.commit(List.of(to("t", "1")));
            try (Connection other = lock("begin immediate")) {
                for (int i = 0; i < JournalWorkers.connections(SETTINGS, 1) + 1; i++) {
                    assertThrows(SQLException.class, () -> journal.commit(List.of(to("t", "\"lost\""))));
                }
                assertEquals(List.of("1"), stored(journal, "t"));
            }

            assertEquals(
                    2, acknowledged(journal.commit(List.of(to("t", "2"))), 0).first());
            assertEquals(List.of("1", "2"), stored(journal, "t"));
        }
    }

    @Test
    void between_two_commits_another_process_can_write() throws Exception {
        try (SqlJournal journal = open()) {
            journal.commit(List.of(to("t", "1")));
            lock("begin immediate").close();
            journal.commit(List.of(to("t", "2")));

            assertEquals(List.of("1", "2"), stored(journal, "t"));
        }
    }

    @OnEachDatabase
    void batches_of_every_size_are_stored_completely(TestDatabase kind) throws Exception {
        try (SqlJournal journal = TestDatabase.open(kind.newUrl(), dir, Clock.systemUTC())) {
            for (int size = 1; size <= 31; size++) {
                String topic = "t" + size;
                String[] sent =
                        IntStream.range(0, size).mapToObj(Integer::toString).toArray(String[]::new);
                journal.commit(List.of(to(topic, sent)));
                assertEquals(List.of(sent), stored(journal, topic));
            }
        }
    }

    @OnEachDatabase
    void an_abandoned_connection_leaves_the_pool_once(TestDatabase kind) throws Exception {
        JournalDatabase database = JournalDatabase.open(TestSettings.at(kind.newUrl()), dir);
        try (SqlJournal journal = TestDatabase.open(database, Clock.systemUTC());
                LogCapture pool = new LogCapture("com.zaxxer.hikari")) {
            Committer.Work abandoned = (writer, id, until) -> {
                JournalTransaction.begin(writer.connection());
                database.abandon(writer.connection());
                throw Problem.VERTICLE_TIMEOUT.because("on purpose");
            };
            assertThrows(ProblemException.class, () -> journal.commit(abandoned, database.deadline()));
            journal.commit(List.of(to("t", "1")));

            assertEquals(List.of("1"), stored(journal, "t"));
            assertEquals(List.of(), pool.messages());
        }
    }

    private SqlJournal open() {
        return TestDatabase.open(JournalDatabase.open(SETTINGS, dir), Clock.systemUTC());
    }

    private Connection lock(String statement) throws SQLException {
        Connection other = DriverManager.getConnection("jdbc:sqlite:" + dir.resolve("polyloop.db"));
        try (Statement begin = other.createStatement()) {
            begin.execute(statement);
        }
        return other;
    }

    private static List<String> stored(SqlJournal journal, String topic) throws SQLException {
        return data(journal.read(new TopicName(topic), ReadFrom.OLDEST, 1_000, PAGE_BYTES));
    }
}
