package io.polyloop.journal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * The first bytes of a SQLite file, as https://www.sqlite.org/fileformat.html#the_database_header has them. Read only
 * while this process has no connection to the file: closing a file drops all locks that the process holds on it, and
 * SQLite's are among them.
 *
 * @param id what SQLite calls user_version; 0 in a file that has none
 */
record FileHeader(boolean empty, int id) {
    private static final int BYTES = 100;
    private static final byte[] MAGIC = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);
    private static final int USER_VERSION = 60;

    /** Fails if this is no file of SQLite, with the {@code remedy} for that. */
    static FileHeader read(Path path, String remedy) {
        if (Files.isDirectory(path)) {
            throw new JournalFileException(path.toAbsolutePath()
                    + " is a folder, and has to be the journal's file: move it away, or name another data.dir");
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
                    + "): give the user of this process the right to read and write it");
        }
    }
}
