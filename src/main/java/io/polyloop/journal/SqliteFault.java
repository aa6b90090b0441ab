package io.polyloop.journal;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * Faults of SQLite that an operator can fix, by result code (https://www.sqlite.org/rescode.html).
 */
enum SqliteFault {
    CORRUPT(11, "is corrupted"),
    NOT_A_DATABASE(26, "is not a SQLite database, or its first page is corrupted"),
    READ_ONLY(8, "is not writable"),
    CANNOT_OPEN(14, "cannot be opened"),
    FULL(13, "cannot grow because the disk is full");

    static final String REMEDY = "Restore a backup: java -jar polyloop.jar restore <backup>."
            + " To start with an empty journal, move the data folder away";

    /** These occur before SQLite writes the page that commits. */
    private static final Set<SQLiteErrorCode> REJECTED_COMMIT =
            Set.of(SQLiteErrorCode.SQLITE_BUSY, SQLiteErrorCode.SQLITE_FULL, SQLiteErrorCode.SQLITE_READONLY);

    /** Those of a statement itself; all others are of the file, the disk, the memory or a lock. */
    private static final Set<SQLiteErrorCode> STATEMENT = Set.of(
            SQLiteErrorCode.SQLITE_ERROR,
            SQLiteErrorCode.SQLITE_CONSTRAINT,
            SQLiteErrorCode.SQLITE_MISMATCH,
            SQLiteErrorCode.SQLITE_TOOBIG,
            SQLiteErrorCode.SQLITE_RANGE,
            SQLiteErrorCode.SQLITE_INTERRUPT,
            SQLiteErrorCode.SQLITE_AUTH);

    /** SQLite's extended codes carry the primary one in their lowest byte. */
    private static final int PRIMARY_CODE = 0xff;

    private final int code;
    private final String meaning;

    SqliteFault(int code, String meaning) {
        this.code = code;
        this.meaning = meaning;
    }

    static Optional<SqliteFault> of(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                for (SqliteFault fault : values()) {
                    if (fault.code == sql.getErrorCode()) {
                        return Optional.of(fault);
                    }
                }
            }
        }
        return Optional.empty();
    }

    /**
     * Whether SQLite rejected a COMMIT and stored nothing. Other failures can occur after the last page was written, or
     * because there was no transaction and each statement was committed separately.
     */
    static boolean isRejectedCommit(SQLException failure) {
        return REJECTED_COMMIT.stream().anyMatch(code -> isOf(failure, code));
    }

    /** Whether a statement failed for a reason of its own, such as a constraint. The driver's own checks are too. */
    static boolean isStatementFault(SQLException failure) {
        return !(failure instanceof SQLiteException) || STATEMENT.stream().anyMatch(code -> isOf(failure, code));
    }

    static boolean isConstraint(SQLException failure) {
        return isOf(failure, SQLiteErrorCode.SQLITE_CONSTRAINT);
    }

    /** Whether the disk is full. */
    static boolean isFull(SQLException failure) {
        return isOf(failure, SQLiteErrorCode.SQLITE_FULL);
    }

    /** Whether a statement would have changed a database that is open only for reading. */
    static boolean isReadOnly(SQLException failure) {
        return isOf(failure, SQLiteErrorCode.SQLITE_READONLY);
    }

    /** The primary result code, which an extended one refines. */
    static SQLiteErrorCode primary(SQLiteException failure) {
        return SQLiteErrorCode.getErrorCode(failure.getResultCode().code & PRIMARY_CODE);
    }

    private static boolean isOf(SQLException failure, SQLiteErrorCode primary) {
        return failure instanceof SQLiteException sqlite && primary(sqlite) == primary;
    }

    /** The error to report for a fault of the file; empty for other failures. */
    static Optional<JournalFileException> explain(Path file, Throwable failure) {
        return of(failure).map(fault -> fault.at(file, root(failure).getMessage()));
    }

    private static Throwable root(Throwable failure) {
        return failure.getCause() == null ? failure : root(failure.getCause());
    }

    /** Whether stored data is missing or wrong, which a restart does not fix. */
    boolean isCorruption() {
        return this == CORRUPT || this == NOT_A_DATABASE;
    }

    /** The error to report for this fault of the journal's file, with its remedy. */
    JournalFileException at(Path file, String detail) {
        String remedy =
                switch (this) {
                    case CORRUPT, NOT_A_DATABASE -> REMEDY;
                    case FULL -> "Free space in " + file.toAbsolutePath().getParent();
                    case READ_ONLY, CANNOT_OPEN ->
                        "Give the user of this process write access to the file, its folder, polyloop.db-wal and"
                                + " polyloop.db-shm";
                };
        return new JournalFileException(describe(file, detail) + ". " + remedy);
    }

    String describe(Path file, String detail) {
        return file.toAbsolutePath() + " " + meaning + " (" + detail.strip().replaceAll("\\s+", " ") + ")";
    }

    /** An exception as SQLite's driver would throw it. */
    SQLException failure(String detail) {
        return new SQLException(detail, null, code);
    }
}
