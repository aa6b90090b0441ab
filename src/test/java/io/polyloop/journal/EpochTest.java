package io.polyloop.journal;

import static io.polyloop.journal.Appends.PAGE_BYTES;
import static io.polyloop.journal.Appends.acknowledged;
import static io.polyloop.journal.Appends.to;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polyloop.fixture.engine.Postgres;
import io.polyloop.topic.Page.Reset;
import io.polyloop.topic.Position;
import io.polyloop.topic.ReadFrom;
import io.polyloop.topic.TopicName;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A PostgreSQL database is replaced while its journal is open; PromotionIT promotes a real standby. */
class EpochTest {
    private static final TopicName TOPIC = new TopicName("t");

    @TempDir
    static Path unused;

    private final String url = Postgres.newDatabase();
    private final SqlJournal journal = TestDatabase.open(url, unused, Clock.systemUTC());
    private final SqlJournal other = TestDatabase.open(url, unused, Clock.systemUTC());
    private String before;

    @BeforeEach
    void commit() throws SQLException {
        before = journal.commit(List.of(to("t", "1", "2"))).epoch();
    }

    @AfterEach
    void close() {
        journal.close();
        other.close();
    }

    @Test
    void maintenance_of_the_database_does_not_change_the_epoch() throws SQLException {
        execute("vacuum full", "analyze");
        assertEquals(before, journal.commit(List.of(to("t", "3"))).epoch());
        assertEquals(before, other.readEpoch());
    }

    @Test
    void a_restore_of_the_rows_starts_one_new_history_for_all_nodes() throws SQLException {
        execute("delete from journal", "insert into journal (id, epoch) values (1, '" + before + "')");
        Committed committed = journal.commit(List.of(to("t", "3")));

        assertNotEquals(before, committed.epoch());
        assertEquals(committed.epoch(), acknowledged(committed, 0).epoch());
        assertEquals(committed.epoch(), other.readEpoch());
        assertEquals(committed.epoch(), journal.heads(List.of()).epoch());
        assertEquals(
                Reset.EPOCH, other.read(TOPIC, after(before, 2), 10, PAGE_BYTES).reset());
    }

    @Test
    void a_promoted_standby_is_detected_by_its_timeline() throws SQLException {
        execute("update journal_origin set started = now(), identity = replace(identity, '/0000', '/0001')");
        String now = journal.readEpoch();
        assertNotEquals(before, now);
        assertEquals(now, other.commit(List.of(to("t", "3"))).epoch());
    }

    @Test
    void a_restart_of_the_server_does_not_change_the_epoch() throws SQLException {
        execute("update journal_origin set started = started - interval '1 hour'");
        assertEquals(before, journal.readEpoch());
        assertEquals(before, other.commit(List.of(to("t", "3"))).epoch());
    }

    @Test
    void a_copy_of_the_database_gets_a_new_epoch() throws Exception {
        close();
        String copy = Postgres.newDatabase();
        String name = copy.replaceAll(".*/([a-z0-9]+)\\?.*", "$1");
        String original = url.replaceAll(".*/([a-z0-9]+)\\?.*", "$1");
        executeAt(
                url.replace("/" + original + "?", "/postgres?"),
                "drop database " + name,
                "create database " + name + " template " + original);
        try (SqlJournal copied = TestDatabase.open(copy, unused, Clock.systemUTC())) {
            assertNotEquals(before, copied.epoch());
        }
    }

    @Test
    void without_permission_to_read_the_timeline_the_start_time_of_the_server_identifies_it() throws SQLException {
        execute(
                "create schema refused",
                "create function refused.pg_control_system() returns table (system_identifier bigint) language plpgsql"
                        + " as $$ begin raise exception 'refused' using errcode = '42501'; end $$",
                "alter function journal_identity() set search_path = refused, pg_catalog, public",
                "delete from journal_origin");
        String now = journal.readEpoch();
        assertNotEquals(before, now);
        assertEquals(now, other.readEpoch());
        assertTrue(read("select identity from journal_origin").startsWith("started/"));
    }

    private static ReadFrom after(String epoch, long seq) {
        return new ReadFrom.After(new Position(epoch, seq));
    }

    private void execute(String... statements) throws SQLException {
        executeAt(url, statements);
    }

    private static void executeAt(String address, String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection(address);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private String read(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }
}
