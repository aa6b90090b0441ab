package io.polyloop.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;

/**
 * Loads SQLite's native library, which its driver unpacks into a temporary file of 1 MB. The driver does not remove the
 * file if the process is killed, so it is removed here after loading.
 */
final class SqliteLibrary {
    /** The driver's system properties: the folder to unpack to, and the folder of an unpacked library. */
    private static final String TEMPORARY = "org.sqlite.tmpdir";

    private static final String UNPACKED = "org.sqlite.lib.path";

    private static final String PREFIX = "polyloop-sqlite-";
    /** Loading takes less than a second: an older folder is of a process that was killed. */
    private static final Duration ABANDONED = Duration.ofMinutes(1);

    private SqliteLibrary() {}

    /** Does nothing if the library is loaded or one of the driver's properties is set. */
    static synchronized void load() {
        if (System.getProperty(UNPACKED) != null || System.getProperty(TEMPORARY) != null) {
            return;
        }
        try {
            Path folder = Files.createTempDirectory(PREFIX);
            System.setProperty(TEMPORARY, folder.toString());
            try (Connection any = DriverManager.getConnection("jdbc:sqlite::memory:")) {
                removeAbandoned(folder.getParent());
            } finally {
                remove(folder);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(
                    "SQLite's library cannot be unpacked; give this user write access to the folder for temporary files,"
                            + " or set another with -Djava.io.tmpdir",
                    failure);
        } catch (SQLException failure) {
            throw new IllegalStateException("SQLite's library cannot be loaded", failure);
        }
    }

    private static void removeAbandoned(Path temporary) {
        Instant recent = Instant.now().minus(ABANDONED);
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(temporary, PREFIX + "*")) {
            for (Path folder : folders) {
                if (Files.getLastModifiedTime(folder).toInstant().isBefore(recent)) {
                    remove(folder);
                }
            }
        } catch (IOException ofOthers) {
            // The folder belongs to another user, or another node has removed it; this node can start.
        }
    }

    private static void remove(Path folder) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                Files.delete(file);
            }
            Files.delete(folder);
        } catch (IOException inUse) {
            // Windows does not remove a loaded library; the driver removes it when the process exits.
        }
    }
}
