package io.polyloop.journal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * The header of a SQLite file (https://www.sqlite.org/fileformat.html#the_database_header). Read it only while this
 * process has no connection to the file: closing a file releases all locks of the process on it, including SQLite's.
 *
 * @param id SQLite's user_version; 0 in a file without an id
 */
record FileHeader(boolean empty, int id) {
    private static final int BYTES = 100;
    private static final byte[] MAGIC = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);
    private static final int USER_VERSION = 60;

    /** Fails with {@code remedy} if this is not a SQLite file. */
    static FileHeader read(Path path, String remedy) {
        if (Files.isDirectory(path)) {
            throw new JournalFileException(path.toAbsolutePath()
                    + " is a folder instead of the journal's file; move it away, or set another data.dir");
        }
        byte[] bytes = bytes(path);
        if (bytes.length > 0
                && (bytes.length < BYTES || !Arrays.equals(MAGIC, 0, MAGIC.length, bytes, 0, MAGIC.length))) {
            throw new JournalFileException(path.toAbsolutePath() + " is not a SQLite database. " + remedy);
        }
        return new FileHeader(
                bytes.length == 0,
                bytes.length == 0 ? 0 : ByteBuffer.wrap(bytes).getInt(USER_VERSION));
    }

    private static byte[] bytes(Path path) {
        try (InputStream file = Files.newInputStream(path)) {
            return file.readNBytes(BYTES);
        } catch (IOException failure) {
            throw new JournalFileException(path.toAbsolutePath() + " cannot be read (" + LockFile.reason(failure)
                    + "); give the user of this process read and write access");
        }
    }
}
