package io.polyloop.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.SQLException;

/** The file of the embedded journal. One node owns it: a second one would write, and its news would not be heard. */
final class DatabaseFile implements AutoCloseable {
    private final Path path;
    private final FileChannel lock;
    private Object identity;

    private DatabaseFile(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    static DatabaseFile lock(Path dataDir) {
        try {
            Files.createDirectories(dataDir);
            FileChannel channel = FileChannel.open(
                    dataDir.resolve("polyloop.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!acquired(channel)) {
                channel.close();
                throw new JournalInUseException(dataDir);
            }
            return new DatabaseFile(present(dataDir.resolve("polyloop.db")), channel);
        } catch (IOException failure) {
            throw new UncheckedIOException("data.dir " + dataDir.toAbsolutePath() + " cannot be written", failure);
        }
    }

    Path path() {
        return path;
    }

    String url() {
        return "jdbc:sqlite:" + path;
    }

    /** SQLite writes on into a file that was moved or deleted: acknowledged, and gone at the next start. */
    synchronized void checkInPlace() throws SQLException {
        try {
            Object now = Files.readAttributes(path, BasicFileAttributes.class).fileKey();
            if (identity == null) {
                identity = now;
            }
            if (now != null && !now.equals(identity)) {
                throw new SQLException("the journal's file was replaced: " + path + "; start the node again");
            }
        } catch (IOException gone) {
            throw new SQLException("the journal's file is gone: " + path, gone);
        }
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException ignored) {
            // The lock ends with the process anyway.
        }
    }

    /** An empty file is a new database; it is made here, where it is known to be the start. */
    private static Path present(Path path) throws IOException {
        return Files.exists(path) ? path : Files.createFile(path);
    }

    private static boolean acquired(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException heldByThisProcess) {
            return false;
        }
    }
}
