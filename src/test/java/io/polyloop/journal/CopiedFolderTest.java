package io.polyloop.journal;

import static io.polyloop.journal.Appends.PAGE_BYTES;
import static io.polyloop.journal.Appends.data;
import static io.polyloop.journal.Appends.to;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polyloop.topic.ReadFrom;
import io.polyloop.topic.TopicName;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.CopyOption;
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

/** Data folders that were copied, mixed from two copies or corrupted while no node used them. */
class CopiedFolderTest {
    private static final CopyOption[] AS_CP_A = {StandardCopyOption.COPY_ATTRIBUTES, StandardCopyOption.REPLACE_EXISTING
    };

    @TempDir
    Path folder;

    private Path data;
    private Path copy;

    @BeforeEach
    void paths() throws IOException {
        data = folder.resolve("data");
        copy = Files.createDirectory(folder.resolve("copy"));
    }

    @Test
    void an_unchanged_folder_keeps_its_epoch() throws Exception {
        assertEquals(run("1"), run("2"));
        assertEquals(List.of("1", "2"), stored(data));
    }

    @Test
    void a_folder_restored_from_a_copy_gets_a_new_epoch() throws Exception {
        String epoch = run("1");
        copy(data, copy);
        run("2");
        Files.move(data, folder.resolve("aside"));
        Files.move(copy, data);
        assertNotEquals(epoch, run("3"));
        assertEquals(List.of("1", "3"), stored(data));
    }

    @Test
    void a_folder_restored_file_by_file_gets_a_new_epoch_once() throws Exception {
        String epoch = run("1");
        copy(data, copy);
        run("2");
        overwrite(copy, data);
        String renewed = run("3");
        assertNotEquals(epoch, renewed);
        assertEquals(renewed, run("4"));
    }

    @Test
    void a_copy_of_a_folder_in_use_gets_a_new_epoch() throws Exception {
        String epoch;
        try (SqlJournal journal = open(data)) {
            journal.commit(List.of(to("t", "1")));
            epoch = journal.epoch();
            copy(data, copy);
        }
        try (SqlJournal journal = open(copy)) {
            assertEquals(List.of("1"), stored(journal));
            assertNotEquals(epoch, journal.epoch());
        }
    }

    @Test
    void the_file_of_a_stopped_node_copied_over_that_of_a_killed_node_is_refused() throws Exception {
        run("1");
        copy(data, copy);
        Path killed = killAfter("2");
        overwrite(copy, killed);
        assertRefused(killed, "does not belong to the WAL polyloop.db-wal");
    }

    @Test
    void the_file_of_a_running_node_copied_without_its_wal_over_that_of_a_killed_node_is_refused() throws Exception {
        try (SqlJournal journal = open(data)) {
            journal.commit(List.of(to("t", "1")));
            copy(data, copy);
            Files.delete(copy.resolve("polyloop.db-wal"));
            Files.delete(copy.resolve("polyloop.db-shm"));
        }
        Path killed = killAfter("2");
        overwrite(copy, killed);
        assertRefused(killed, "does not belong to the WAL polyloop.db-wal");
    }

    @Test
    void a_truncated_wal_gives_a_new_epoch() throws Exception {
        assertNewEpoch(List.of("1", "2"), log -> log.setLength(log.length() - 1));
    }

    @Test
    void a_wal_with_a_flipped_byte_gives_a_new_epoch() throws Exception {
        assertNewEpoch(List.of("1", "2"), log -> {
            log.seek(log.length() - 100);
            int before = log.read();
            log.seek(log.length() - 100);
            log.write(before ^ 1);
        });
    }

    @Test
    void an_emptied_wal_gives_a_new_epoch() throws Exception {
        assertNewEpoch(List.of("1"), log -> log.setLength(0));
    }

    @Test
    void a_missing_database_beside_its_wal_is_reported() throws Exception {
        Path killed = killAfter("1");
        Files.delete(killed.resolve("polyloop.db"));
        assertRefused(killed, "polyloop.db is missing");
        Files.delete(killed.resolve("polyloop.lock"));
        assertRefused(killed, "polyloop.db is missing");
    }

    @Test
    void a_restore_keeps_the_link_to_a_database() throws Exception {
        run("1");
        Path real = Files.move(data.resolve("polyloop.db"), copy.resolve("real.db"));
        Files.createSymbolicLink(data.resolve("polyloop.db"), real);
        run("2");
        Path backup = folder.resolve("backup.db");
        new Backup(TestSettings.at("sqlite"), data).write(backup);
        run("3");
        new Restore(TestSettings.at("sqlite"), data).from(backup);
        assertTrue(Files.isSymbolicLink(data.resolve("polyloop.db")));
        assertEquals(List.of("1", "2"), stored(data));
    }

    @Test
    void a_corruption_is_reported_after_a_restart() throws Exception {
        run("1", "2", "3");
        execute("delete from messages where seq = 2");
        try (SqlJournal journal = open(data)) {
            assertEquals(
                    "message 2 of topic t is missing from the journal",
                    journal.corruption().orElseThrow());
        }
        for (int i = 0; i < 2; i++) {
            try (SqlJournal journal = open(data)) {
                assertEquals(
                        "message 2 of topic t is missing from the journal",
                        journal.corruption().orElseThrow());
            }
        }
    }

    private interface Harm {
        void to(RandomAccessFile log) throws IOException;
    }

    private void assertNewEpoch(List<String> left, Harm harm) throws Exception {
        String epoch = run("1");
        Path killed = killAfter("2", "3");
        try (RandomAccessFile log =
                new RandomAccessFile(killed.resolve("polyloop.db-wal").toFile(), "rw")) {
            harm.to(log);
        }
        try (SqlJournal journal = open(killed)) {
            assertEquals(left, stored(journal));
            assertNotEquals(epoch, journal.epoch());
        }
    }

    private void assertRefused(Path dir, String why) {
        JournalFileException refused = assertThrows(JournalFileException.class, () -> open(dir));
        assertTrue(refused.getMessage().contains(why), refused.getMessage());
    }

    /** Starts and stops a node; returns its epoch. */
    private String run(String... messages) throws SQLException {
        try (SqlJournal journal = open(data)) {
            journal.commit(List.of(to("t", messages)));
            return journal.epoch();
        }
    }

    /** The folder of a killed node. */
    private Path killAfter(String... messages) throws Exception {
        Path killed = Files.createDirectory(folder.resolve("killed"));
        try (SqlJournal journal = open(data)) {
            for (String message : messages) {
                journal.commit(List.of(to("t", message)));
            }
            copy(data, killed);
        }
        // The copied files become those of the node.
        Files.write(killed.resolve("polyloop.db-wal"), Files.readAllBytes(killed.resolve("polyloop.db-wal")));
        try (LockFile lock = LockFile.acquire(killed)) {
            lock.write(lock.record(), true);
        }
        return killed;
    }

    private static void copy(Path from, Path to) throws IOException {
        for (Path file : files(from)) {
            Files.copy(file, to.resolve(file.getFileName()), AS_CP_A);
        }
    }

    /** Overwrites existing files and keeps times, like {@code cp -a from/. to/}. */
    private static void overwrite(Path from, Path to) throws IOException {
        for (Path file : files(from)) {
            Path target = to.resolve(file.getFileName());
            Files.write(target, Files.readAllBytes(file));
            Files.setLastModifiedTime(target, Files.getLastModifiedTime(file));
        }
    }

    private static List<Path> files(Path dir) throws IOException {
        try (Stream<Path> files = Files.list(dir)) {
            return files.toList();
        }
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + data.resolve("polyloop.db"));
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    private static SqlJournal open(Path dir) {
        return TestDatabase.open("sqlite", dir, Clock.systemUTC());
    }

    private static List<String> stored(Path dir) throws SQLException {
        try (SqlJournal journal = open(dir)) {
            return stored(journal);
        }
    }

    private static List<String> stored(SqlJournal journal) throws SQLException {
        return data(journal.read(new TopicName("t"), ReadFrom.OLDEST, 1_000, PAGE_BYTES));
    }
}
