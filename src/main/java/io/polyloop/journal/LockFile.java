package io.polyloop.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * The lock of a data folder: one process owns its journal, until the process ends. The file is read and written through
 * one channel only: POSIX releases a lock when the process closes any channel to the file.
 */
final class LockFile implements AutoCloseable {
    private static final String NAME = "polyloop.lock";

    private final Path file;
    private final FileChannel channel;
    private final boolean copied;
    private final boolean metadataChanged;
    private LockRecord record;

    private LockFile(Path file, FileChannel channel) throws IOException {
        this.file = file;
        this.channel = channel;
        this.record = read(channel);
        this.metadataChanged = FileIdentity.metadataChanged(file);
        this.copied = !record.inodes().isEmpty()
                && (metadataChanged || !record.inodes().equals(inodes()));
    }

    // For this user alone: SQLite creates the file of all messages readable for everyone.
    private static void createDirectory(Path dataDir) throws IOException {
        if (Files.isDirectory(dataDir)) {
            return;
        }
        boolean posix = dataDir.getFileSystem().supportedFileAttributeViews().contains("posix");
        Files.createDirectories(
                dataDir,
                posix
                        ? new FileAttribute<?>[] {
                            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
                        }
                        : new FileAttribute<?>[0]);
    }

    /** Fails with {@link JournalInUseException} if another process holds the lock. */
    static LockFile acquire(Path dataDir) {
        try {
            createDirectory(dataDir);
            Path file = dataDir.resolve(NAME);
            FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            if (!acquired(channel)) {
                channel.close();
                throw new JournalInUseException(dataDir);
            }
            return new LockFile(file, channel);
        } catch (IOException failure) {
            throw new JournalFileException("data.dir " + dataDir.toAbsolutePath() + " cannot be written ("
                    + reason(failure) + "); give this user write access to the folder, or set another data.dir");
        }
    }

    LockRecord record() {
        return record;
    }

    /** Whether the folder had other files than those of the last write, although they look the same. */
    boolean copied() {
        return copied;
    }

    /** Whether the last change of the lock file was not a write. */
    boolean metadataChanged() {
        return metadataChanged;
    }

    /** @param durable whether to wait until the record is on disk */
    void write(LockRecord next, boolean durable) throws IOException {
        put(next.withInodes(inodes()));
        if (FileIdentity.metadataChanged(file)) {
            put(next.withInodes("")); // on such a file system every start would look like the start of a copy
        }
        if (durable) {
            channel.force(true);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException ignored) {
            // The lock ends with the process.
        }
    }

    private void put(LockRecord next) throws IOException {
        channel.write(ByteBuffer.wrap(next.bytes()), 0);
        record = next;
    }

    private String inodes() throws IOException {
        return FileIdentity.inodes(file.resolveSibling(JournalFiles.NAME), file);
    }

    /** The reason of a failure, which some of the JDK's exceptions have, while others have only the path. */
    static String reason(IOException failure) {
        if (failure instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (failure instanceof FileAlreadyExistsException) {
            return failure.getMessage() + " already exists";
        }
        String reason = failure instanceof FileSystemException named ? named.getReason() : failure.getMessage();
        return reason == null ? failure.toString() : reason;
    }

    private static LockRecord read(FileChannel channel) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(LockRecord.BYTES);
        channel.read(bytes, 0);
        return LockRecord.of(bytes.array());
    }

    private static boolean acquired(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException heldByThisProcess) {
            return false;
        }
    }
}
