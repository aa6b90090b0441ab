package io.polyloop.journal;

import io.polyloop.config.JournalSettings;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The text of a database failure for the log: what is wrong and what to do. Equal failures have equal text, so that the
 * log counts them instead of repeating them; the messages of the pool contain milliseconds.
 */
final class FaultText {
    private static final String TABLES_GONE = "the journal's tables are missing: the database was dropped or emptied"
            + " while the node was running. Restore it, or restart the node to create an empty journal";
    private static final String POOLER = "journal.url points to a connection pooler in transaction mode, which mixes"
            + " the prepared statements of sessions. Add prepareThreshold=0 to journal.url, or set the pooler to session"
            + " mode";
    private static final String WRONG_USER =
            "the database rejected the login; correct journal.user and journal.password or journal.password-file";
    /** The class of a wrong password, an unknown user and a missing entry in pg_hba.conf. */
    private static final String AUTHORIZATION = "28";
    /** By SQLSTATE (PostgreSQL, appendix A). */
    private static final Map<String, String> MEANINGS = Map.of(
            "42P01",
            TABLES_GONE,
            "42883",
            TABLES_GONE,
            "3F000",
            TABLES_GONE,
            "3D000",
            "the database of journal.url does not exist. Create or restore it, then restart the node",
            "42P05",
            POOLER,
            "26000",
            POOLER,
            "55P03",
            "another session keeps the journal's topics locked; find it in pg_locks",
            "53100",
            "the disk of the database is full; free space",
            SqlFault.READ_ONLY,
            "the database is read-only; connect to the primary, or enable writes");

    private FaultText() {}

    static String of(Throwable failure) {
        return known(failure).orElseGet(() -> unknown(failure));
    }

    /** The problem and its remedy, if they are known for this failure. */
    static Optional<String> known(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String meaning = isWrapper(cause) ? null : meaning(cause);
            if (meaning != null) {
                return Optional.of(meaning + " (" + firstLine(cause) + ")");
            }
        }
        return Optional.empty();
    }

    /** The same for an unreachable database at the start of a node, when the settings may be wrong. */
    static Optional<String> unreachable(Throwable failure, JournalSettings settings) {
        return connectionFailure(failure)
                .map(cause -> "the database at journal.url (" + settings.address()
                        + ") is unreachable; start it, or correct journal.url (" + firstLine(cause) + ")");
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

    /** Whether the failure only wraps its cause. */
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
            return "the disk of data.dir is full; free space";
        }
        String state = String.valueOf(sql.getSQLState());
        return state.startsWith(AUTHORIZATION) ? WRONG_USER : MEANINGS.get(state);
    }
}
