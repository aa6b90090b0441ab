package io.polyloop.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.polyloop.topic.Problem;
import io.polyloop.topic.ProblemException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
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
        "22P02, INTERNAL" // invalid text
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
    void a_value_that_postgresql_quotes_is_not_in_the_detail() {
        ProblemException fault = SqlFailure.of(
                new SQLException("ERROR: invalid input syntax for type integer: \"secret\"\n  Position: 1", "22P02"),
                "select ?");
        assertEquals("invalid input syntax for type integer", fault.getMessage());
    }
}
