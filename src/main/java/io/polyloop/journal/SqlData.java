package io.polyloop.journal;

import java.sql.SQLException;
import java.util.Set;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * Values that the database cannot store or convert: they come from a client, and not from the author of the statement.
 * In PostgreSQL they are the class 22 of SQLSTATE (appendix A).
 */
final class SqlData {
    static final String NUL = "has the character 0, which text in a database cannot have";

    private static final String DATA = "22";
    /** Such as a text that is too long for an index. */
    private static final String LIMIT = "54000";
    /** Faults of values that have the code of any other fault. */
    private static final Set<String> SQLITE = Set.of("malformed JSON", "integer overflow");

    private SqlData() {}

    static boolean isFault(SQLException failure) {
        if (failure instanceof SQLiteException sqlite) {
            SQLiteErrorCode code = sqlite.getResultCode();
            return code == SQLiteErrorCode.SQLITE_MISMATCH
                    || code == SQLiteErrorCode.SQLITE_CONSTRAINT_DATATYPE
                    || SQLITE.contains(SqlFailure.text(failure));
        }
        return isQuoted(failure) || isState(failure, LIMIT);
    }

    /** Whether the message quotes the value. */
    static boolean isQuoted(SQLException failure) {
        return isState(failure, DATA);
    }

    /** What is wrong, without the value. */
    static String detail(SQLException failure) {
        return switch (String.valueOf(failure.getSQLState())) {
            case "22003" -> "a number is out of the range of its type";
            case "22001", LIMIT -> "a value is too long for its column";
            case "22021", "22P05" -> "a text has a character that the database cannot store";
            case "22007", "22008" -> "a time does not have a form or range that the database knows";
            case "22012" -> "a number is divided by zero";
            default -> "a value does not have the form of its type";
        };
    }

    /** A message that {@link #isQuoted} without the value. */
    static String withoutValue(String message) {
        return message.replaceFirst(": \".*", "").replaceFirst("\".*\"", "…");
    }

    private static boolean isState(SQLException failure, String start) {
        return String.valueOf(failure.getSQLState()).startsWith(start);
    }
}
