package io.polyloop.journal;

import io.polyloop.config.JournalSettings;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a log line says of a failure of the database: what is wrong and what to do. Equal failures give equal text, so
 * that the log counts them instead of repeating them; a pool's own message holds milliseconds.
 */
final class FaultText {
    private static final String TABLES_GONE = "the journal's tables are gone: the database was dropped or emptied under"
            + " the node. Restore it, or start the node again, which makes an empty journal";
    private static final String POOLER = "journal.url leads through a pooler in transaction mode, which gives the"
            + " statements that one session prepared to another. Add prepareThreshold=0 to journal.url, or let the"
            + " pooler use session mode";
    private static final String WRONG_USER =
            "the database refuses the login: correct journal.user and journal.password or journal.password-file";
    /** The class of a wrong password, an unknown user, and a pg_hba.conf without an entry for the node. */
    private static final String AUTHORIZATION = "28";
    /** By SQLSTATE: PostgreSQL, appendix A. */
    private static final Map<String, String> MEANINGS = Map.of(
            "42P01",
            TABLES_GONE,
            "42883",
            TABLES_GONE,
            "3F000",
            TABLES_GONE,
            "3D000",
            "the database of journal.url does not exist. Create or restore it, then start the node again",
            "42P05",
            POOLER,
            "26000",
            POOLER,
            "55P03",
            "another session keeps the journal's topics locked; pg_locks shows which",
            "53100",
            "the database's disk is full: make room",
            SqlFault.READ_ONLY,
            "the database takes no writes: it is a standby, or set to read-only");

    private FaultText() {}

    static String of(Throwable failure) {
        return known(failure).orElseGet(() -> unknown(failure));
    }

    /** What is wrong and what to do, if that is known of such a failure. */
    static Optional<String> known(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String meaning = isWrapper(cause) ? null : meaning(cause);
            if (meaning != null) {
                return Optional.of(meaning + " (" + firstLine(cause) + ")");
            }
        }
        return Optional.empty();
    }

    /** The same of a database that is away, for the start, when the settings may be wrong. */
    static Optional<String> unreachable(Throwable failure, JournalSettings settings) {
        return connectionFailure(failure)
                .map(cause -> "the database at journal.url (" + settings.address()
                        + ") cannot be reached: start it, or correct journal.url (" + firstLine(cause) + ")");
    }

    private static Optional<Throwable> connectionFailure(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .filter(cause -> cause instanceof SQLException sql
                        && String.valueOf(sql.getSQLState()).startsWith(SqlFault.CONNECTION))
                .findFirst();
    }

    private static String unknown(Throwable failure) {
        Throwable cause = failure;
        while (isWrapper(cause) && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause instanceof SQLException
                ? firstLine(cause)
                : cause.getClass().getSimpleName() + ": " + firstLine(cause);
    }

    /** Whether it only wraps what happened. */
    private static boolean isWrapper(Throwable failure) {
        return failure instanceof SQLTransientConnectionException || failure instanceof InDoubtException;
    }

    private static String firstLine(Throwable failure) {
        return String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
    }

    private static String meaning(Throwable failure) {
        if (!(failure instanceof SQLException sql)) {
            return null;
        }
        if (SqliteFault.isFull(sql)) {
            return "the disk of data.dir is full: make room";
        }
        String state = String.valueOf(sql.getSQLState());
        return state.startsWith(AUTHORIZATION) ? WRONG_USER : MEANINGS.get(state);
    }
}
