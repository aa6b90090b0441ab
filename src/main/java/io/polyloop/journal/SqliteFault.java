package io.polyloop.journal;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * What a failure of SQLite means for people who run a node, by its result code (https://www.sqlite.org/rescode.html).
 */
enum SqliteFault {
    CORRUPT(11, "is damaged"),
    NOT_A_DATABASE(26, "is not a SQLite database, or its first page is damaged"),
    READ_ONLY(8, "cannot be written"),
    CANNOT_OPEN(14, "cannot be opened"),
    FULL(13, "cannot grow, the disk is full");

    static final String REMEDY = "Put a backup in its place: java -jar polyloop.jar restore <backup>."
            + " To begin with an empty journal, move the data folder away";

    /** Before SQLite writes the page that commits. */
    private static final Set<SQLiteErrorCode> REJECTED_COMMIT =
            Set.of(SQLiteErrorCode.SQLITE_BUSY, SQLiteErrorCode.SQLITE_FULL, SQLiteErrorCode.SQLITE_READONLY);

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
     * Whether SQLite refused a COMMIT, and stored nothing. Otherwise the disk may have failed when the last page was
     * written already, or there was no transaction, and each statement was committed alone.
     */
    static boolean isRejectedCommit(SQLException failure) {
        return REJECTED_COMMIT.stream().anyMatch(code -> isOf(failure, code));
    }

    /** Whether SQLite found no room for what it had to write. */
    static boolean isFull(SQLException failure) {
        return isOf(failure, SQLiteErrorCode.SQLITE_FULL);
    }

    private static boolean isOf(SQLException failure, SQLiteErrorCode primary) {
        return failure instanceof SQLiteException sqlite
                && (sqlite.getResultCode().code & PRIMARY_CODE) == primary.code;
    }

    /** What a failure of the file is for people; empty for any other failure. */
    static Optional<JournalFileException> explain(Path file, Throwable failure) {
        return of(failure).map(fault -> fault.at(file, root(failure).getMessage()));
    }

    private static Throwable root(Throwable failure) {
        return failure.getCause() == null ? failure : root(failure.getCause());
    }

    /** Whether what is stored is lost or wrong; a restart does not help. */
    boolean isCorruption() {
        return this == CORRUPT || this == NOT_A_DATABASE;
    }

    /** The fault of the journal's own file, and what to do. */
    JournalFileException at(Path file, String detail) {
        String remedy =
                switch (this) {
                    case CORRUPT, NOT_A_DATABASE -> REMEDY;
                    case FULL -> "Make room in " + file.toAbsolutePath().getParent();
                    case READ_ONLY, CANNOT_OPEN ->
                        "Give the user of this process the right to write to the file, its folder, and the files"
                                + " polyloop.db-wal and polyloop.db-shm";
                };
        return new JournalFileException(describe(file, detail) + ". " + remedy);
    }

    String describe(Path file, String detail) {
        return file.toAbsolutePath() + " " + meaning + " (" + detail.strip().replaceAll("\\s+", " ") + ")";
    }

    /** As SQLite would fail. */
    SQLException failure(String detail) {
        return new SQLException(detail, null, code);
    }
}
