package io.polyloop.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polyloop.config.JournalSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

class FaultTextTest {
    @ParameterizedTest
    @CsvSource({
        "42P05, prepareThreshold=0",
        "26000, prepareThreshold=0",
        "42P01, restart the node",
        "42883, restart the node",
        "3D000, does not exist",
        "28P01, correct journal.user"
    })
    void a_known_failure_is_reported_with_its_remedy(String state, String remedy) {
        String text = FaultText.of(pooled(new SQLException("ERROR: as it says\n  Detail: long", state)));
        assertTrue(text.contains(remedy), text);
        assertTrue(text.endsWith("(ERROR: as it says)"), text);
    }

    @Test
    void an_unreachable_database_at_the_start_is_reported_with_its_setting() {
        JournalSettings settings = TestSettings.at("jdbc:postgresql://127.0.0.1:1/x?user=u");
        SQLException refused = new SQLException("Connection to 127.0.0.1:1 refused", "08001");
        assertEquals(
                "the database at journal.url (jdbc:postgresql://127.0.0.1:1/x) is unreachable; start it, or correct"
                        + " journal.url (Connection to 127.0.0.1:1 refused)",
                FaultText.unreachable(new IllegalStateException(refused), settings)
                        .orElseThrow());
        assertEquals(Optional.empty(), FaultText.unreachable(new SQLException("odd", "XX000"), settings));
    }

    @Test
    void outages_that_differ_in_milliseconds_have_the_same_text() {
        SQLException refused = new SQLException("Connection to 127.0.0.1:5432 refused", "08001");
        assertEquals("Connection to 127.0.0.1:5432 refused", FaultText.of(pooled(refused)));
        assertEquals("Connection to 127.0.0.1:5432 refused", FaultText.of(new InDoubtException(pooled(refused))));
    }

    @Test
    void the_message_of_a_failure_takes_precedence_over_its_cause() {
        assertEquals("the file is gone", FaultText.of(new SQLException("the file is gone", new IOException("/x"))));
    }

    @Test
    void only_a_rejection_by_the_database_proves_that_a_commit_was_not_stored() {
        Dialect sqlite = Dialect.of(TestSettings.at("sqlite"), Path.of("data"));
        Dialect postgres = Dialect.of(TestSettings.at("jdbc:postgresql:x"), Path.of("data"));
        assertTrue(sqlite.isRejectedCommit(new SQLiteException("full", SQLiteErrorCode.SQLITE_FULL)));
        assertTrue(sqlite.isRejectedCommit(new SQLiteException("busy", SQLiteErrorCode.SQLITE_BUSY)));
        assertFalse(sqlite.isRejectedCommit(new SQLiteException("fsync", SQLiteErrorCode.SQLITE_IOERR_FSYNC)));
        assertFalse(
                sqlite.isRejectedCommit(new SQLiteException("no transaction is active", SQLiteErrorCode.SQLITE_ERROR)));
        assertFalse(sqlite.isRejectedCommit(new SQLiteException("memory", SQLiteErrorCode.SQLITE_NOMEM)));
        assertFalse(sqlite.isRejectedCommit(new SQLiteException("damaged", SQLiteErrorCode.SQLITE_CORRUPT)));
        assertFalse(sqlite.isRejectedCommit(new SQLiteException("interrupted", SQLiteErrorCode.SQLITE_INTERRUPT)));
        assertTrue(postgres.isRejectedCommit(new SQLException("deadlock", "40P01")));
        assertTrue(postgres.isRejectedCommit(new SQLException("deferred constraint", "23505")));
        assertFalse(postgres.isRejectedCommit(new SQLException("terminated", "57P01")));
        assertFalse(postgres.isRejectedCommit(new SQLException("reset", "08006")));
        assertFalse(postgres.isRejectedCommit(new SQLException("no state")));
    }

    private static SQLException pooled(SQLException cause) {
        return new SQLTransientConnectionException("request timed out after 1003ms", cause.getSQLState(), cause);
    }
}
