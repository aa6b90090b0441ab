package io.polyloop.journal;

import static io.polyloop.journal.Appends.fill;
import static io.polyloop.journal.Appends.sequences;
import static io.polyloop.journal.Appends.to;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polyloop.topic.ReadFrom;
import io.polyloop.topic.TopicName;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileSpaceTest {
    private static final String MARK = "erase-me-4711";

    @TempDir
    Path dir;

    private final TestClock clock = new TestClock();

    @Test
    void a_file_of_the_first_build_is_rewritten_once_and_keeps_its_messages() throws Exception {
        firstBuild();
        assertTrue(holds(MARK), "the deleted text is in the file");
        try (SqlJournal journal = TestDatabase.open("sqlite", dir, clock)) {
            assertEquals(
                    List.of(2L), sequences(journal.read(new TopicName("t"), ReadFrom.OLDEST, 10, Appends.PAGE_BYTES)));
            assertEquals(
                    3, journal.commit(List.of(to("t", "1"))).messages().get(0).seq());
        }
        assertFalse(holds(MARK));
        assertEquals(2, pragma("auto_vacuum"));
    }

    @Test
    void free_pages_are_returned_to_the_file_system() throws Exception {
        try (JournalDatabase database = JournalDatabase.open(TestSettings.at("sqlite"), dir)) {
            SqlJournal journal = TestDatabase.open(database, clock);
            fill(journal, "t", 20_000);
            FileSpace space = new FileSpace(database, dir.resolve("polyloop.db"));
            long before = space.fileBytes() + space.walBytes();
            ChunkedWork work = new ChunkedWork();
            new MessageDeleter(database, work).delete(List.of(new MessageDeleter.Through("t", 19_000)));
            assertTrue(space.freePages() > 100);
            space.releasePages(space.freePages(), work);

            assertTrue(space.truncateWal());
            assertEquals(0, space.freePages());
            assertTrue(space.fileBytes() < before / 4, space.fileBytes() + " of " + before);
            assertEquals(0, space.walBytes());
        }
    }

    @Test
    void a_wal_that_a_reader_keeps_is_truncated_after_the_reader_ends() throws Exception {
        try (JournalDatabase database = JournalDatabase.open(TestSettings.at("sqlite"), dir)) {
            SqlJournal journal = TestDatabase.open(database, clock);
            fill(journal, "t", 10);
            FileSpace space = new FileSpace(database, dir.resolve("polyloop.db"));
            WalMonitor watch = new WalMonitor(space, 1);
            try (Connection reader = DriverManager.getConnection(url());
                    Statement statement = reader.createStatement()) {
                reader.setAutoCommit(false);
                statement.executeQuery("select * from messages").next();
                fill(journal, "t", 10);
                watch.check();
                assertTrue(space.walBytes() > 0);
            }
            watch.check();
            assertEquals(0, space.walBytes());
        }
    }

    /** Deletes a message like that build, which left its bytes in the file. */
    private void firstBuild() throws Exception {
        Flyway.configure()
                .dataSource(url(), null, null)
                .locations("db/migration")
                .placeholders(Map.of("bytewise", ""))
                .target("1")
                .load()
                .migrate();
        try (Connection connection = DriverManager.getConnection(url());
                Statement statement = connection.createStatement()) {
            statement.execute("pragma journal_mode = wal");
            statement.execute("insert into journal values (1, 'firstbuild')");
            statement.execute("insert into topics (name, head, first, at) values ('t', 2, 2, 1)");
            statement.execute("insert into messages values ('t', 1, 1, '\"" + MARK + "\"')");
            statement.execute("insert into messages values ('t', 2, 1, '\"kept\"')");
            statement.execute("pragma wal_checkpoint(truncate)");
            statement.execute("delete from messages where seq = 1");
        }
    }

    private String url() {
        return "jdbc:sqlite:" + dir.resolve("polyloop.db");
    }

    private long pragma(String name) throws Exception {
        try (Connection connection = DriverManager.getConnection(url());
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("pragma " + name)) {
            return row.getLong(1);
        }
    }

    private boolean holds(String text) throws Exception {
        return Files.readString(dir.resolve("polyloop.db"), StandardCharsets.ISO_8859_1)
                .contains(text);
    }
}
