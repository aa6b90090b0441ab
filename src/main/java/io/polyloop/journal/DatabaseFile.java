package io.polyloop.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * The file of the embedded journal. One node owns it: the subscribers of each of two nodes would miss what the other
 * commits.
 *
 * <p>Each start gives the file an id of its own, in its header and in the lock file. By it a log that a killed process
 * left is known to be of this file.
 */
final class DatabaseFile implements AutoCloseable {
    /** SQLITE_OPEN_READONLY. */
    private static final String READ_ONLY = "1";

    private final JournalFiles files;
    private final LockFile lock;
    private final FileInspection inspection;
    private final int id;
    private Object identity;
    private volatile boolean markCorrupted;

    private DatabaseFile(JournalFiles files, LockFile lock, FileInspection found) {
        this.files = files;
        this.lock = lock;
        this.inspection = found;
        this.id = newId(found.id());
    }

    /** Fails with {@link JournalFileException} or {@link JournalInUseException} if the file cannot be used. */
    static DatabaseFile lock(Path dataDir) {
        SqliteLibrary.load();
        LockFile lock = LockFile.acquire(dataDir);
        try {
            return open(JournalFiles.in(dataDir), lock);
        } catch (IOException | RuntimeException failure) {
            lock.close();
            throw failure instanceof RuntimeException known
                    ? known
                    : new JournalFileException(
                            "data.dir " + dataDir.toAbsolutePath() + ": " + LockFile.reason((IOException) failure));
        }
    }

    private static DatabaseFile open(JournalFiles files, LockFile lock) throws IOException {
        FileInspection found = FileInspection.inspect(files, lock);
        files.removeUnfinished();
        if (!Files.exists(files.database())) {
            // An empty file is a new database; it is made here, where it is known to be the start.
            Files.createFile(files.database());
        }
        DatabaseFile file = new DatabaseFile(files, lock, found);
        // Before SQLite may write: whenever this process ends, the file has one of the two.
        lock.write(
                LockRecord.opening(
                        Set.of(found.id(), file.id), found.newEpochReason().isPresent()),
                true);
        return file;
    }

    Path path() {
        return files.database();
    }

    String url() {
        return url(files.database());
    }

    static String url(Path path) {
        return "jdbc:sqlite:" + path;
    }

    /**
     * A connection that cannot write, and leaves the log as it is when it is closed. {@code busy} is its wait for a
     * lock.
     */
    static Connection readOnly(Path file, Duration busy) throws SQLException {
        Properties properties = new Properties();
        properties.put("open_mode", READ_ONLY);
        properties.put("busy_timeout", Long.toString(busy.toMillis()));
        return DriverManager.getConnection(url(file), properties);
    }

    /** Whether it has to be checked before it is used. */
    boolean needsCheck() {
        return inspection.needsCheck();
    }

    /** Why its history is not the one that the node had, and needs a new epoch. */
    Optional<String> newEpochReason() {
        return inspection.newEpochReason();
    }

    /** Has it checked at the next start, even if it is closed in order. */
    void markCorrupted() {
        markCorrupted = true;
    }

    /** Gives the file the id of this start, and records that from now on a log belongs to it. */
    synchronized void writeId(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate("pragma user_version = " + id);
            boolean written;
            try (ResultSet checkpoint = statement.executeQuery("pragma wal_checkpoint(TRUNCATE)")) {
                written = checkpoint.next() && checkpoint.getInt(1) == 0;
            }
            Set<Integer> ids = written ? Set.of(id) : Set.of(inspection.id(), id);
            BasicFileAttributes attributes = attributes();
            identity = attributes.fileKey();
            lock.write(LockRecord.open(ids, modified(attributes), BootId.current()), true);
        } catch (IOException failure) {
            throw new SQLException("the lock file cannot be written", failure);
        }
    }

    /**
     * SQLite writes on into a file that was moved or deleted: acknowledged, and gone at the next start. Called before
     * each commit, so that a checkpoint is recorded before the log begins again at its start.
     */
    synchronized void checkUnchanged() throws SQLException {
        try {
            BasicFileAttributes now = attributes();
            if (!isThis(now)) {
                throw new SQLException(
                        "the journal's file was replaced: " + files.database() + "; start the node again");
            }
            if (modified(now) != lock.record().modified()) {
                lock.write(LockRecord.open(lock.record().ids(), modified(now), BootId.current()), false);
            }
        } catch (IOException gone) {
            throw new SQLException(
                    "the journal's file is gone: " + files.database()
                            + "; put it back, or stop the node and restore a backup",
                    gone);
        }
    }

    /** After the last connection, or there is still a log. */
    @Override
    public synchronized void close() {
        try {
            BasicFileAttributes last = attributes();
            if (identity != null && isThis(last) && !files.hasWal()) {
                LockRecord open = LockRecord.open(lock.record().ids(), modified(last), BootId.current());
                lock.write(markCorrupted ? open : open.closed(modified(last)), true);
            }
        } catch (IOException gone) {
            // The next start finds that out by itself.
        } finally {
            lock.close();
        }
    }

    private BasicFileAttributes attributes() throws IOException {
        return Files.readAttributes(files.database(), BasicFileAttributes.class);
    }

    private boolean isThis(BasicFileAttributes attributes) {
        return identity == null || identity.equals(attributes.fileKey());
    }

    private static long modified(BasicFileAttributes attributes) {
        return attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS);
    }

    /** Never 0, which is the id of every other file. */
    static int newId(int before) {
        int id;
        do {
            id = new SecureRandom().nextInt();
        } while (id == 0 || id == before);
        return id;
    }
}
