package io.polyloop.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polyloop.config.JournalSettings;
import io.polyloop.topic.ReadFrom;
import io.polyloop.topic.TopicName;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tables of an earlier build, of this one and of a later one. */
class SchemaTest {
    @TempDir
    Path dir;

    private JournalSettings settings;
    private String url;
    private String name;

    @OnEachDatabase
    void an_upgrade_from_the_first_version_keeps_what_is_stored(TestDatabase kind) throws Exception {
        use(kind);
        firstBuild();

        assertEquals(name + " has the schema of this version", upgrade());

        assertEquals(0, count("select count(*) from polyloop_credentials"));
        try (SqlJournal journal = TestDatabase.open(settings.url(), dir, Clock.systemUTC())) {
            assertEquals(
                    List.of("1", "2"),
                    Appends.data(journal.read(new TopicName("t"), ReadFrom.OLDEST, 10, Appends.PAGE_BYTES)));
        }
    }

    @OnEachDatabase
    void an_upgrade_of_this_version_changes_nothing(TestDatabase kind) throws Exception {
        use(kind);
        TestDatabase.open(settings.url(), dir, Clock.systemUTC()).close();
        String first = upgrade();
        long migrations = count("select count(*) from flyway_schema_history");

        assertEquals(first, upgrade());
        assertEquals(migrations, count("select count(*) from flyway_schema_history"));
    }

    @OnEachDatabase
    void an_upgrade_of_a_newer_version_is_refused_and_changes_nothing(TestDatabase kind) throws Exception {
        use(kind);
        firstBuild();
        execute("insert into flyway_schema_history select 99, '99', 'later', type, 'V99__later.sql', 1, 'Polyloop 9.9',"
                + " installed_on, 1, success from flyway_schema_history where version = '1'");

        String message =
                assertThrows(SchemaTooNewException.class, this::upgrade).getMessage();

        assertTrue(message.startsWith("the journal has schema version 99, created by Polyloop 9.9"), message);
        assertThrows(SQLException.class, () -> count("select count(*) from polyloop_credentials"));
    }

    @Test
    void an_upgrade_of_an_empty_postgresql_database_creates_its_tables() throws Exception {
        use(TestDatabase.POSTGRESQL);

        upgrade();

        assertEquals(0, count("select count(*) from messages"));
    }

    @Test
    void an_upgrade_without_a_file_is_refused_and_creates_nothing() {
        settings = TestSettings.at("sqlite");
        Path wrong = dir.resolve("wrong");

        String message = assertThrows(JournalFileException.class, () -> Schema.upgrade(settings, wrong))
                .getMessage();

        assertEquals(
                wrong.resolve("polyloop.db")
                        + " does not exist; run this command in the folder and with the settings of"
                        + " the node (data.dir, node.offset)",
                message);
        assertFalse(Files.exists(wrong));
    }

    @Test
    void an_upgrade_beside_a_node_asks_to_stop_it() throws Exception {
        settings = TestSettings.at("sqlite");
        try (SqlJournal node = TestDatabase.open(settings.url(), dir, Clock.systemUTC())) {
            String message =
                    assertThrows(JournalFileException.class, this::upgrade).getMessage();

            assertEquals(
                    "a node runs on data.dir " + dir
                            + "; stop it, migrate, and start the new version. Nothing was migrated",
                    message);
        }
    }

    @Test
    void an_unreachable_database_is_named_with_what_to_do_and_without_its_password() {
        settings = TestSettings.waiting("jdbc:postgresql://127.0.0.1:1/none?password=s3cret", Duration.ofSeconds(1));

        String message = assertThrows(RuntimeException.class, this::upgrade).getMessage();

        assertTrue(message.contains("is unreachable; start it, or correct journal.url"), message);
        assertFalse(message.contains("s3cret"), message);
    }

    private void use(TestDatabase kind) {
        settings = TestSettings.at(kind.newUrl());
        Path file = dir.resolve("polyloop.db");
        url = kind == TestDatabase.SQLITE ? "jdbc:sqlite:" + file : settings.url();
        name = kind == TestDatabase.SQLITE ? file.toString() : settings.address();
    }

    private String upgrade() {
        return Schema.upgrade(settings, dir);
    }

    private void firstBuild() throws SQLException {
        Migrations migrations = Dialect.of(settings, dir).migrations();
        Flyway.configure()
                .dataSource(url, null, null)
                .locations(migrations.folders().toArray(String[]::new))
                .placeholders(Map.of("bytewise", migrations.bytewise()))
                .target("1")
                .load()
                .migrate();
        long now = System.currentTimeMillis();
        execute("insert into journal values (1, 'firstbuild')");
        execute("insert into topics (name, head, first, at) values ('t', 2, 1, " + now + ")");
        execute("insert into messages values ('t', 1, " + now + ", '1'), ('t', 2, " + now + ", '2')");
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    private long count(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }
}
