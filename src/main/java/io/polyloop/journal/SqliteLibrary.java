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
 * Loads SQLite's native library, which its driver unpacks into a temporary file. The driver leaves that file, of 1 MB,
 * each time that the process is killed; here it is removed as soon as it is loaded.
 */
final class SqliteLibrary {
    /** The driver's properties: where it unpacks, and where it finds the library already unpacked. */
    private static final String TEMPORARY = "org.sqlite.tmpdir";

    private static final String UNPACKED = "org.sqlite.lib.path";

    private static final String PREFIX = "polyloop-sqlite-";
    /** Loading takes well under a second: a folder older than this is of a process that was killed meanwhile. */
    private static final Duration ABANDONED = Duration.ofMinutes(1);

    private SqliteLibrary() {}

    /** Does nothing if it is loaded, or if one of the driver's properties says where it is. */
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
                    "SQLite's library cannot be unpacked: let this user write to the folder for temporary files, or name"
                            + " another with -Djava.io.tmpdir",
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
            // Another user's, or removed by another node meanwhile: nothing that keeps this one from starting.
        }
    }

    private static void remove(Path folder) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                Files.delete(file);
            }
            Files.delete(folder);
        } catch (IOException inUse) {
            // Windows keeps a loaded library; the driver removes it when the process ends by itself.
        }
    }
}
