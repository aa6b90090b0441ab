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
 * The disk space of SQLite's file and WAL. Deletes only free pages within the file, and the WAL does not shrink: this
 * class returns both to the file system. Blocks: for worker threads only.
 */
final class FileSpace {
    private static final Logger LOG = LoggerFactory.getLogger(FileSpace.class);
    /** A value of {@code pragma auto_vacuum}: free pages are released on request. */
    private static final long INCREMENTAL = 2;
    /** A truncation holds the write lock while it waits for readers, and delays appends. */
    private static final String SHORT_WAIT = "pragma busy_timeout = 20";

    private final JournalDatabase database;
    private final Path file;

    FileSpace(JournalDatabase database, Path file) {
        this.database = database;
        this.file = file;
    }

    /**
     * Prepares the file, before the journal opens it, so that its free pages can be released. A file of an early build
     * is rewritten: that build also deleted without overwriting, so that free pages contain deleted data.
     */
    static void prepare(String url, Path file) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            if (number(statement, "pragma auto_vacuum") == INCREMENTAL) {
                return;
            }
            long bytes = number(statement, "pragma page_count") * number(statement, "pragma page_size");
            statement.execute("pragma secure_delete = on");
            // Must precede WAL mode, or it has no effect until the file is rewritten.
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
                "rewriting {} ({} MiB) of an earlier build once, so that it can shrink and contains no deleted data; the"
                        + " node starts afterwards",
                file,
                bytes >> 20);
        try {
            statement.execute("vacuum");
            number(statement, "pragma wal_checkpoint(truncate)");
        } catch (SQLException failure) {
            LOG.warn(
                    "{} cannot be rewritten ({}): it cannot shrink, and may contain deleted data; free twice its size on"
                            + " its disk and in the folder for temporary files, and restart the node",
                    file,
                    failure.getMessage());
        }
    }

    /** Copies the WAL into the file and truncates it; returns false if a reader still needs it. */
    boolean truncateWal() throws SQLException {
        try (Connection connection = database.connection();
                Statement statement = connection.createStatement()) {
            long wait = number(statement, "pragma busy_timeout");
            // Does nearly all of the work without a lock.
            number(statement, "pragma wal_checkpoint(passive)");
            statement.execute(SHORT_WAIT);
            // If this fails, the pool closes the connection, which ends the short wait.
            boolean emptied = number(statement, "pragma wal_checkpoint(truncate)") == 0;
            statement.execute("pragma busy_timeout = " + wait);
            // Records the time of the write: if the node is killed now, no WAL explains that the file changed.
            database.dialect().verify();
            return emptied;
        }
    }

    /** The number of free pages in the file. */
    int freePages() throws SQLException {
        return (int) queryNumber("pragma freelist_count");
    }

    /** Returns free pages to the file system, in chunks. */
    void releasePages(int pages, ChunkedWork work) throws SQLException {
        int[] left = {pages};
        work.run(maxPages -> {
            int chunk = Math.min(maxPages, left[0]);
            if (chunk > 0) {
                releasePages(chunk);
                left[0] -= chunk;
            }
            return left[0] > 0;
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

    /** The size of the file in bytes. */
    long fileBytes() {
        return size(file);
    }

    /** The size of the WAL in bytes. */
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
