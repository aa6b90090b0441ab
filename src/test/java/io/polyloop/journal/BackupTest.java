package io.polyloop.journal;

import static io.polyloop.journal.Appends.data;
import static io.polyloop.journal.Appends.to;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polyloop.auth.Revocation;
import io.polyloop.topic.ReadFrom;
import io.polyloop.topic.TopicName;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupTest {
    @TempDir
    Path folder;

    private Path dir;
    private Path backup;

    @BeforeEach
    void paths() {
        dir = folder.resolve("data");
        backup = folder.resolve("backup.db");
    }

    @Test
    void a_backup_of_a_journal_in_use_is_restored_with_another_epoch() throws Exception {
        String epoch;
        try (SqlJournal journal = open()) {
            journal.commit(List.of(to("t", "1", "2")));
            epoch = journal.epoch();
            backup();
            journal.commit(List.of(to("t", "3")));
        }
        restore();
        try (SqlJournal journal = open()) {
            assertEquals(List.of("1", "2"), stored(journal));
            assertNotEquals(epoch, journal.epoch());
        }
    }

    @Test
    void a_restored_backup_has_its_revocations_but_no_sessions_and_tickets() throws Exception {
        Instant end = Instant.now().plusSeconds(60);
        try (JournalDatabase database = JournalDatabase.open(TestSettings.at("sqlite"), dir)) {
            new CredentialTable(database, Clock.systemUTC()).save(Credentials.session("s", "ada", end));
            new CredentialTable(database, Clock.systemUTC()).save(Credentials.ticket("t", end));
            new RevocationTable(database).add(Credentials.key("k", end));
            backup();
            new CredentialTable(database, Clock.systemUTC()).endSession("s");
        }
        restore();
        try (JournalDatabase database = JournalDatabase.open(TestSettings.at("sqlite"), dir)) {
            CredentialTable table = new CredentialTable(database, Clock.systemUTC());
            assertEquals(Optional.empty(), table.session("s"));
            assertEquals(Optional.empty(), table.takeTicket("t"));
            assertEquals(
                    List.of("k"),
                    new RevocationTable(database)
                            .valid(Instant.now(), 0, 10).revocations().stream()
                                    .map(Revocation::value)
                                    .toList());
        }
    }

    @Test
    void a_backup_does_not_overwrite_a_file() throws Exception {
        open().close();
        Files.writeString(backup, "precious");
        assertRefused("exists", this::backup);
        assertEquals("precious", Files.readString(backup));
        assertEquals(List.of("backup.db", "data"), names(folder));
    }

    @Test
    void a_backup_without_a_journal_is_refused() {
        assertRefused("does not exist", this::backup);
        assertFalse(Files.exists(backup));
    }

    @Test
    void a_restore_is_refused_while_a_node_runs() throws Exception {
        try (SqlJournal journal = open()) {
            backup();
            journal.commit(List.of(to("t", "1")));
            assertRefused("stop it", this::restore);
            assertEquals(List.of("1"), stored(journal));
        }
    }

    @Test
    void a_truncated_backup_is_refused_and_the_journal_is_unchanged() throws Exception {
        try (SqlJournal journal = open()) {
            for (int i = 0; i < 100; i++) {
                journal.commit(List.of(to("t", "\"" + "x".repeat(1_000) + "\"")));
            }
        }
        backup();
        try (FileChannel file = FileChannel.open(backup, StandardOpenOption.WRITE)) {
            file.truncate(Files.size(backup) / 2 / 4096 * 4096);
        }
        assertRefused("is corrupted", this::restore);
        try (SqlJournal journal = open()) {
            assertEquals(100, stored(journal).size());
        }
        assertEquals(List.of("polyloop.db", "polyloop.lock"), names(dir));
    }

    @Test
    void a_backup_with_a_missing_message_is_refused() throws Exception {
        try (SqlJournal journal = open()) {
            journal.commit(List.of(to("t", "1", "2", "3")));
        }
        backup();
        execute(backup, "delete from messages where seq = 2");
        assertRefused("message 2 of topic t is missing", this::restore);
    }

    @Test
    void a_backup_of_a_journal_with_a_missing_message_is_kept_and_reported() throws Exception {
        try (SqlJournal journal = open()) {
            journal.commit(List.of(to("t", "1", "2", "3")));
            execute(dir.resolve("polyloop.db"), "delete from messages where seq = 3");
            assertRefused("message 3 of topic t is missing", this::backup);
        }
        assertEquals(List.of("backup.db", "data"), names(folder));
        assertRefused("message 3 of topic t is missing", this::restore);
    }

    @Test
    void a_database_that_is_not_a_journal_is_refused() throws Exception {
        execute(backup, "create table notes (text text)");
        assertRefused("not a journal of Polyloop", this::restore);
    }

    @Test
    void a_backup_of_a_newer_schema_is_refused() throws Exception {
        open().close();
        backup();
        newer(backup, "V99__later.sql");
        SchemaTooNewException refused = assertThrows(SchemaTooNewException.class, this::restore);
        assertTrue(refused.getMessage().contains("Polyloop 9.9"), refused.getMessage());
    }

    @Test
    void a_journal_of_a_newer_schema_is_not_opened() throws Exception {
        open().close();
        newer(dir.resolve("polyloop.db"), "V99__later.since-98.sql");
        SchemaTooNewException refused = assertThrows(SchemaTooNewException.class, this::open);
        assertTrue(refused.getMessage().contains("version 99"), refused.getMessage());
    }

    @Test
    void a_newer_schema_that_this_version_can_serve_on_is_opened_and_restored() throws Exception {
        try (SqlJournal journal = open()) {
            journal.commit(List.of(to("t", "1")));
        }
        newer(dir.resolve("polyloop.db"), "V99__later.since-4.sql");
        try (SqlJournal journal = open()) {
            journal.commit(List.of(to("t", "2")));
        }
        backup();
        restore();
        open().close();
    }

    @Test
    void on_postgresql_backup_and_restore_name_the_tools_of_postgresql() {
        Path nowhere = folder.resolve("unused");
        var postgres = TestSettings.at("jdbc:postgresql://db/polyloop?password=s3cret");
        assertRefused("pg_dump", () -> new Backup(postgres, nowhere).write(backup));
        assertRefused("pg_restore", () -> new Restore(postgres, nowhere).from(backup));
        assertFalse(Files.exists(nowhere));
    }

    private SqlJournal open() {
        return TestDatabase.open("sqlite", dir, Clock.systemUTC());
    }

    private void backup() {
        new Backup(TestSettings.at("sqlite"), dir).write(backup);
    }

    private void restore() {
        new Restore(TestSettings.at("sqlite"), dir).from(backup);
    }

    private static void newer(Path database, String script) throws SQLException {
        execute(
                database,
                "insert into flyway_schema_history select 99, '99', 'later', type, '" + script + "', 1,"
                        + " 'Polyloop 9.9', installed_on, 1, 1 from flyway_schema_history limit 1");
    }

    private static void execute(Path database, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    private static List<String> stored(SqlJournal journal) throws SQLException {
        return data(journal.read(new TopicName("t"), ReadFrom.OLDEST, 1_000, 1 << 20));
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static void assertRefused(String why, Runnable action) {
        JournalFileException refused = assertThrows(JournalFileException.class, action::run);
        assertTrue(refused.getMessage().contains(why), refused.getMessage());
        assertFalse(refused.getMessage().contains("\n"), refused.getMessage());
        assertFalse(refused.getMessage().contains("s3cret"), refused.getMessage());
    }
}
