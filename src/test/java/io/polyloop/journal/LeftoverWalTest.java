package io.polyloop.journal;

import static io.polyloop.journal.Appends.data;
import static io.polyloop.journal.Appends.to;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polyloop.topic.ReadFrom;
import io.polyloop.topic.TopicName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Starts after a kill. A copy of the folder of a running node stands for the files of a killed one. */
class LeftoverWalTest {
    @TempDir
    Path folder;

    private Path running;
    private Path killed;
    private Path backup;

    @BeforeEach
    void paths() {
        running = folder.resolve("running");
        killed = folder.resolve("killed");
        backup = folder.resolve("backup.db");
    }

    @Test
    void the_wal_of_the_file_is_used() throws Exception {
        String epoch = killAfter("1", "2");
        try (SqlJournal journal = open(killed)) {
            assertEquals(List.of("1", "2"), stored(journal));
            assertEquals(epoch, journal.epoch());
        }
    }

    @Test
    void after_a_checkpoint_that_the_node_did_not_record_the_wal_is_used() throws Exception {
        try (SqlJournal journal = open(running)) {
            journal.commit(List.of(to("t", "1", "2")));
            execute(running.resolve("polyloop.db"), "pragma wal_checkpoint(PASSIVE)");
            kill();
        }
        try (SqlJournal journal = open(killed)) {
            assertEquals(List.of("1", "2"), stored(journal));
        }
    }

    @Test
    void a_kill_after_the_wal_was_truncated_changes_nothing() throws Exception {
        JournalDatabase database = JournalDatabase.open(TestSettings.at("sqlite"), running);
        String epoch;
        try (SqlJournal journal = TestDatabase.open(database, Clock.systemUTC())) {
            journal.commit(List.of(to("t", "1")));
            new FileSpace(database, running.resolve("polyloop.db")).truncateWal();
            epoch = journal.epoch();
            kill();
        }
        try (SqlJournal journal = open(killed)) {
            assertEquals(List.of("1"), stored(journal));
            assertEquals(epoch, journal.epoch());
        }
    }

    @Test
    void a_backup_of_an_earlier_start_beside_the_wal_is_refused() throws Exception {
        open(running).close();
        Files.copy(running.resolve("polyloop.db"), backup);
        killAfter("1");
        assertRefusedWithBackup();
    }

    @Test
    void a_copy_made_since_the_same_start_beside_the_wal_is_refused() throws Exception {
        try (SqlJournal journal = open(running)) {
            journal.commit(List.of(to("t", "1")));
            execute(running.resolve("polyloop.db"), "vacuum into '" + backup + "'");
            journal.commit(List.of(to("t", "2")));
            kill();
        }
        assertRefusedWithBackup();
    }

    @Test
    void a_copy_made_before_a_checkpoint_beside_the_wal_is_refused() throws Exception {
        try (SqlJournal journal = open(running)) {
            journal.commit(List.of(to("t", "1")));
            execute(running.resolve("polyloop.db"), "vacuum into '" + backup + "'");
            journal.commit(List.of(to("t", "2")));
            execute(running.resolve("polyloop.db"), "pragma wal_checkpoint(PASSIVE)");
            kill();
        }
        assertRefusedWithBackup();
    }

    @Test
    void a_wal_without_its_file_is_refused() throws Exception {
        killAfter("1");
        Files.delete(killed.resolve("polyloop.db"));
        assertThrows(JournalFileException.class, () -> open(killed));
        assertTrue(Files.exists(killed.resolve("polyloop.db-wal")));
    }

    @Test
    void without_a_record_the_wal_is_used_and_the_epoch_is_new() throws Exception {
        String epoch = killAfter("1");
        Files.delete(killed.resolve("polyloop.lock"));
        try (SqlJournal journal = open(killed)) {
            assertEquals(List.of("1"), stored(journal));
            assertNotEquals(epoch, journal.epoch());
        }
    }

    @Test
    void a_replaced_file_gets_a_new_epoch() throws Exception {
        open(running).close();
        Files.copy(running.resolve("polyloop.db"), backup);
        String epoch;
        try (SqlJournal journal = open(running)) {
            epoch = journal.epoch();
        }
        Files.copy(backup, running.resolve("polyloop.db"), StandardCopyOption.REPLACE_EXISTING);
        try (SqlJournal journal = open(running)) {
            assertNotEquals(epoch, journal.epoch());
        }
    }

    @Test
    void a_restore_killed_before_the_rename_changes_nothing() throws Exception {
        String epoch = killAfter("1");
        try (LockFile lock = LockFile.acquire(killed)) {
            lock.write(lock.record().restoring(7), true);
        }
        Files.writeString(killed.resolve("polyloop.db.restoring"), "half a file");
        try (SqlJournal journal = open(killed)) {
            assertEquals(List.of("1"), stored(journal));
            assertEquals(epoch, journal.epoch());
        }
        assertFalse(Files.exists(killed.resolve("polyloop.db.restoring")));
    }

    @Test
    void a_restore_killed_after_the_rename_is_completed_by_the_next_start() throws Exception {
        open(running).close();
        new Backup(TestSettings.at("sqlite"), running).write(backup);
        killAfter("1");
        execute(backup, "pragma user_version = 7");
        try (LockFile lock = LockFile.acquire(killed)) {
            lock.write(lock.record().restoring(7), true);
        }
        replace();
        try (SqlJournal journal = open(killed)) {
            assertEquals(List.of(), stored(journal));
        }
    }

    private void assertRefusedWithBackup() throws IOException {
        replace();
        byte[] log = Files.readAllBytes(killed.resolve("polyloop.db-wal"));
        JournalFileException refused = assertThrows(JournalFileException.class, () -> open(killed));
        assertTrue(refused.getMessage().contains("java -jar polyloop.jar restore"), refused.getMessage());
        assertEquals(-1, Files.mismatch(backup, killed.resolve("polyloop.db")));
        assertEquals(log.length, Files.size(killed.resolve("polyloop.db-wal")));
    }

    private String killAfter(String... messages) throws Exception {
        try (SqlJournal journal = open(running)) {
            journal.commit(List.of(to("t", messages)));
            kill();
            return journal.epoch();
        }
    }

    private void kill() throws IOException {
        Files.createDirectory(killed);
        try (Stream<Path> files = Files.list(running)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Files.copy(file, killed.resolve(file.getFileName()), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
        try (LockFile lock = LockFile.acquire(killed)) {
            lock.write(lock.record(), true); // the copied files become those of the node
        }
    }

    private void replace() throws IOException {
        Files.write(killed.resolve("polyloop.db"), Files.readAllBytes(backup));
    }

    private static SqlJournal open(Path dir) {
        return TestDatabase.open("sqlite", dir, Clock.systemUTC());
    }

    private static void execute(Path database, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static List<String> stored(SqlJournal journal) throws SQLException {
        return data(journal.read(new TopicName("t"), ReadFrom.OLDEST, 1_000, 1 << 20));
    }
}
