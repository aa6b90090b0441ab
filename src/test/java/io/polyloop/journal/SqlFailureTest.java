package io.polyloop.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polyloop.fixture.LogCapture;
import io.polyloop.topic.Problem;
import io.polyloop.topic.ProblemException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqlFailureTest {
    @ParameterizedTest
    @CsvSource({
        "40001, CONFLICT", // serialization failure
        "40P01, CONFLICT", // deadlock
        "23505, CONFLICT", // unique
        "P0001, CONFLICT", // raised by a trigger
        "55P03, JOURNAL_BUSY", // lock not available
        "57014, VERTICLE_TIMEOUT", // canceled
        "08006, JOURNAL_DOWN", // connection failure
        "57P01, JOURNAL_DOWN", // shutdown
        "53100, JOURNAL_DOWN", // disk full
        "25006, JOURNAL_DOWN", // a standby
        "42P01, INTERNAL", // no such table
        "42601, INTERNAL", // syntax
        "22P02, INVALID_PARAMETER", // invalid text
        "22003, INVALID_PARAMETER", // out of range
        "22021, INVALID_PARAMETER", // the character 0
        "22001, INVALID_PARAMETER", // too long
        "54000, INVALID_PARAMETER", // too long for an index
        "54001, INTERNAL" // too complex
    })
    void a_state_of_postgresql_has_its_code(String state, Problem problem) {
        assertEquals(
                problem,
                SqlFailure.of(new SQLException("ERROR: x", state), "select 1").problem());
    }

    @Test
    void a_pool_without_a_connection_means_that_the_journal_is_down() {
        SQLException failure = new SQLTransientConnectionException("no connection in 250ms");
        assertEquals(Problem.JOURNAL_DOWN, SqlFailure.of(failure, "select 1").problem());
    }

    @Test
    void a_value_that_postgresql_quotes_is_neither_in_the_detail_nor_in_the_log() {
        assertData(
                "a value does not have the form of its type",
                "invalid input syntax for type integer",
                new SQLException("ERROR: invalid input syntax for type integer: \"secret\"\n  Position: 1", "22P02"));
        assertData(
                "a number is out of the range of its type",
                "value … is out of range for type integer",
                new SQLException("ERROR: value \"secret\" is out of range for type integer", "22003"));
    }

    private static void assertData(String detail, String logged, SQLException failure) {
        try (LogCapture log = new LogCapture(RefusalLog.class.getName())) {
            assertEquals(detail, SqlFailure.of(failure, "select ?").getMessage());
            assertEquals(logged, SqlFailure.text(failure));
            assertFalse(log.messages().toString().contains("secret"), log.messages()::toString);
        }
    }

    @Test
    void the_name_of_a_constraint_is_in_the_log_and_not_in_the_detail() {
        try (LogCapture log = new LogCapture(RefusalLog.class.getName())) {
            SQLException failure =
                    new SQLException("ERROR: new row violates check constraint \"acc_v_check\"", "23514");
            String statement = "update acc set v = ?";
            ProblemException conflict = SqlFailure.of(failure, statement);
            assertEquals("the rows violate a constraint; nothing was stored", conflict.getMessage());
            log.clear();
            // That of the process may have logged all that it logs in ten seconds, for other tests.
            new RefusalLog().add(SqlFailure.text(failure), statement);
            assertEquals(
                    List.of("the database refused rows: new row violates check constraint \"acc_v_check\": "
                            + statement),
                    log.messages());
        }
    }

    @Test
    void a_reason_is_logged_once_in_a_while_and_so_are_few_others() {
        RefusalLog log = new RefusalLog();
        long now = System.nanoTime();
        assertTrue(log.isDue("a", now));
        assertFalse(log.isDue("a", now));
        long logged =
                IntStream.range(0, 1_000).filter(i -> log.isDue("b" + i, now)).count();
        assertEquals(19, logged);
        assertTrue(log.isDue("a", now + 10_000_000_000L));
    }
}
