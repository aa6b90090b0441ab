package io.polyloop.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteConnectionTest {
    private static final String SELECT = "select id from t where id >= ? order by id";
    private static final String INSERT = "insert into t (id) values (?)";

    @TempDir
    Path dir;

    private Connection connection;

    @BeforeEach
    void open() throws SQLException {
        connection = connect();
        run("create table t (id integer not null primary key)");
        run("insert into t (id) values (1), (2)");
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    @Test
    void a_closed_statement_serves_the_next_one_of_its_text() throws SQLException {
        PreparedStatement first = connection.prepareStatement(SELECT);
        assertEquals(2, firstId(first, 2));
        first.close();
        PreparedStatement second = connection.prepareStatement(SELECT);

        assertSame(first, second);
        assertEquals(1, firstId(second, 1));
    }

    @Test
    void a_statement_in_upper_case_is_kept_too() throws SQLException {
        String select = "\n  SELECT id FROM t";
        PreparedStatement first = connection.prepareStatement(select);
        first.close();

        assertSame(first, connection.prepareStatement(select));
    }

    @Test
    void a_kept_statement_has_no_parameters_of_its_last_use() throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            insert.setInt(1, 3);
            insert.addBatch();
        }
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            assertEquals(0, insert.executeBatch().length);
            // Null, which SQLite takes as the next number.
            assertEquals(1, insert.executeUpdate());
        }
        assertEquals(3, firstId(connection.prepareStatement(SELECT), 3));
    }

    @Test
    void two_statements_of_one_text_can_be_in_use() throws SQLException {
        try (PreparedStatement one = connection.prepareStatement(SELECT);
                PreparedStatement other = connection.prepareStatement(SELECT)) {
            assertNotSame(one, other);
            assertEquals(1, firstId(one, 1));
            assertEquals(2, firstId(other, 2));
        }
    }

    @Test
    void a_result_that_was_not_read_to_its_end_holds_no_lock() throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(SELECT)) {
            select.setInt(1, 1);
            assertTrue(select.execute());
        }
        try (Connection other = connect();
                PreparedStatement checkpoint = other.prepareStatement("pragma wal_checkpoint(truncate)");
                ResultSet result = checkpoint.executeQuery()) {
            assertEquals(0, result.getInt(1), "1 is busy");
        }
    }

    @Test
    void a_pragma_is_prepared_each_time() throws SQLException {
        String pragma = "pragma query_only = true";
        PreparedStatement first = connection.prepareStatement(pragma);
        first.close();

        assertNotSame(first, connection.prepareStatement(pragma));
    }

    @Test
    void a_kept_statement_sees_a_changed_table() throws SQLException {
        run("update t set id = 5 where id = 1");
        run("alter table t add column name text");
        run("update t set id = 5 where id = 1");

        assertEquals(2, firstId(connection.prepareStatement(SELECT), 1));
    }

    @Test
    void statements_beyond_the_limit_end_the_oldest() throws SQLException {
        PreparedStatement first = connection.prepareStatement(SELECT);
        first.close();
        for (int i = 0; i < 64; i++) {
            connection.prepareStatement("select " + i).close();
        }

        assertTrue(first.isClosed());
        assertEquals(1, firstId(connection.prepareStatement(SELECT), 1));
    }

    @Test
    void a_statement_that_is_closed_twice_is_kept() throws SQLException {
        PreparedStatement first = connection.prepareStatement(SELECT);
        first.close();
        first.close();

        assertSame(first, connection.prepareStatement(SELECT));
        assertEquals(1, firstId(first, 1));
    }

    @Test
    void a_second_statement_of_a_kept_text_ends_no_other() throws SQLException {
        PreparedStatement oldest = connection.prepareStatement("select 0");
        PreparedStatement one = connection.prepareStatement("select 63");
        PreparedStatement other = connection.prepareStatement("select 63");
        oldest.close();
        for (int i = 1; i < 63; i++) {
            connection.prepareStatement("select " + i).close();
        }
        one.close();
        other.close();

        assertFalse(oldest.isClosed());
        assertTrue(other.isClosed());
    }

    private Connection connect() throws SQLException {
        Properties pragmas = new Properties();
        pragmas.put("journal_mode", "WAL");
        return SqliteConnection.source("jdbc:sqlite:" + dir.resolve("t.db"), pragmas)
                .getConnection();
    }

    private void run(String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.execute();
        }
    }

    private static int firstId(PreparedStatement select, int from) throws SQLException {
        select.setInt(1, from);
        try (ResultSet rows = select.executeQuery()) {
            assertTrue(rows.next());
            return rows.getInt(1);
        }
    }
}
