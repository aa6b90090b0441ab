package io.polyloop.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The room that SQLite's file and its write-ahead log take. Deleting only frees pages within the file, and the log
 * keeps its size: this gives both back. Blocks: for worker threads only.
 */
final class FileSpace {
    private static final Logger LOG = LoggerFactory.getLogger(FileSpace.class);
    /** Of {@code pragma auto_vacuum}: free pages are given back when they are asked for. */
    private static final long INCREMENTAL = 2;
    /** A truncation holds the lock for writing while it waits for readers: appends would wait with it. */
    private static final String SHORT_WAIT = "pragma busy_timeout = 20";

    private final Database database;
    private final Path file;

    FileSpace(Database database, Path file) {
        this.database = database;
        this.file = file;
    }

    /**
     * Makes the file one that can give back its pages: a new one at once, one of an earlier build by rewriting it. The
     * latter had deleted without overwriting, too, so that its free pages held what was deleted. Before the journal
     * opens it.
     */
    static void prepare(String url, Path file) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            if (number(statement, "pragma auto_vacuum") == INCREMENTAL) {
                return;
            }
            long bytes = number(statement, "pragma page_count") * number(statement, "pragma page_size");
            statement.execute("pragma secure_delete = on");
            // Before the file is in WAL mode, or it has no effect until the file is rewritten.
            statement.execute("pragma auto_vacuum = incremental");
            if (bytes > 0) {
                rewrite(statement, file, bytes);
            } else {
                statement.execute("pragma journal_mode = wal");
            }
        }
    }

    private static void rewrite(Statement statement, Path file, long bytes) throws SQLException {
        LOG.info(
                "{} ({} MiB) is of an earlier build and is rewritten once, so that it can shrink and holds nothing that"
                        + " was deleted; the node serves afterwards",
                file,
                bytes >> 20);
        try {
            statement.execute("vacuum");
            number(statement, "pragma wal_checkpoint(truncate)");
        } catch (SQLException failure) {
            LOG.warn(
                    "{} cannot be rewritten ({}): it does not shrink, and may hold data that was deleted; free twice its"
                            + " size on its disk and in the folder for temporary files, and start the node again",
                    file,
                    failure.getMessage());
        }
    }

    /** Copies the log into the file and empties it; false if a reader still needs it. */
    boolean truncateWal() throws SQLException {
        try (Connection connection = database.connection();
                Statement statement = connection.createStatement()) {
            long wait = number(statement, "pragma busy_timeout");
            // Nearly all of the work, without any lock.
            number(statement, "pragma wal_checkpoint(passive)");
            statement.execute(SHORT_WAIT);
            // If this fails the pool closes the connection, and with it the short wait.
            boolean emptied = number(statement, "pragma wal_checkpoint(truncate)") == 0;
            statement.execute("pragma busy_timeout = " + wait);
            // Records when the file was written: if the node is killed now, no log shows that the node itself did this.
            database.dialect().verify();
            return emptied;
        }
    }

    /** Pages of the file that hold nothing. */
    int freePages() throws SQLException {
        return (int) queryNumber("pragma freelist_count");
    }

    /** Gives so many free pages back to the file system, in pieces. */
    void releasePages(int pages, ChunkedWork pace) throws SQLException {
        int[] left = {pages};
        pace.run(most -> {
            int piece = Math.min(most, left[0]);
            if (piece > 0) {
                releasePages(piece);
                left[0] -= piece;
            }
            return left[0] > 0 ? most : 0;
        });
    }

    private void releasePages(int pages) throws SQLException {
        try (Connection connection = database.connection();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("pragma incremental_vacuum(" + pages + ")");
        }
    }

    long freeBytes() throws SQLException {
        return freePages() * queryNumber("pragma page_size");
    }

    /** Bytes of the file. */
    long fileBytes() {
        return size(file);
    }

    /** Bytes of the log. */
    long walBytes() {
        return size(file.resolveSibling(file.getFileName() + "-wal"));
    }

    private static long size(Path path) {
        try {
            return Files.exists(path) ? Files.size(path) : 0;
        } catch (IOException gone) {
            return 0;
        }
    }

    private long queryNumber(String pragma) throws SQLException {
        try (Connection connection = database.connection();
                Statement statement = connection.createStatement()) {
            return number(statement, pragma);
        }
    }

    private static long number(Statement statement, String pragma) throws SQLException {
        try (ResultSet row = statement.executeQuery(pragma)) {
            return row.next() ? row.getLong(1) : 0;
        }
    }
}
