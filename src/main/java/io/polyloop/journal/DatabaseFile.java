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
 * The file of the embedded journal. One node owns it: if two nodes shared it, the subscribers of each would miss the
 * commits of the other.
 *
 * <p>Each start gives the file a new id, in its header and in the lock file. The id shows whether a WAL that a killed
 * process left belongs to this file.
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
            // An empty file is a new database. It is created here and not by SQLite, which would do so at any time.
            Files.createFile(files.database());
        }
        DatabaseFile file = new DatabaseFile(files, lock, found);
        // Before SQLite can write: whenever this process ends, the file has one of the two ids.
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
     * A connection that cannot write, and that leaves the WAL unchanged on close. {@code busy} is the longest wait for a
     * lock.
     */
    static Connection readOnly(Path file, Duration busy) throws SQLException {
        Properties properties = new Properties();
        properties.put("open_mode", READ_ONLY);
        properties.put("busy_timeout", Long.toString(busy.toMillis()));
        return DriverManager.getConnection(url(file), properties);
    }

    /** Whether the file has to be checked before use. */
    boolean needsCheck() {
        return inspection.needsCheck();
    }

    /** Why the history differs from the node's last one and needs a new epoch. */
    Optional<String> newEpochReason() {
        return inspection.newEpochReason();
    }

    /** Requires a check at the next start, even after a clean stop. */
    void markCorrupted() {
        markCorrupted = true;
    }

    /** Writes the id of this start to the file, and records that a WAL from now on belongs to it. */
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
     * Fails if the file was moved, replaced or deleted. SQLite would continue to write to it, and acknowledged messages
     * would be gone at the next start. Called before each commit, so that a checkpoint is recorded before the WAL
     * restarts.
     */
    synchronized void checkUnchanged() throws SQLException {
        try {
            BasicFileAttributes now = attributes();
            if (!isThis(now)) {
                throw new SQLException("the journal's file was replaced: " + files.database() + "; restart the node");
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

    /** Call it after the last connection is closed, or there is still a WAL. */
    @Override
    public synchronized void close() {
        try {
            BasicFileAttributes last = attributes();
            if (identity != null && isThis(last) && !files.hasWal()) {
                LockRecord open = LockRecord.open(lock.record().ids(), modified(last), BootId.current());
                lock.write(markCorrupted ? open : open.closed(modified(last)), true);
            }
        } catch (IOException gone) {
            // The next start detects it.
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

    /** A random id; not 0, which is the id of files without one. */
    static int newId(int before) {
        int id;
        do {
            id = new SecureRandom().nextInt();
        } while (id == 0 || id == before);
        return id;
    }
}
