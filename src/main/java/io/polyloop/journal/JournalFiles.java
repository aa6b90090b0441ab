package io.polyloop.journal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The files of an embedded journal: SQLite keeps others beside the database, and finds them by their names. */
record JournalFiles(Path database) {
    static final String NAME = "polyloop.db";

    private static final Logger LOG = LoggerFactory.getLogger(JournalFiles.class);

    static JournalFiles in(Path dataDir) {
        return new JournalFiles(followed(dataDir.resolve(NAME)));
    }

    /** SQLite keeps the others beside the file that a link leads to, and a restore would replace the link by a file. */
    private static Path followed(Path database) {
        try {
            return Files.isSymbolicLink(database) ? database.toRealPath() : database;
        } catch (IOException dangling) {
            throw new JournalFileException(database.toAbsolutePath() + " is a link to a file that does not exist: put"
                    + " the file there, or remove the link");
        }
    }

    Path wal() {
        return beside("-wal");
    }

    Path shm() {
        return beside("-shm");
    }

    /** Where a restore makes the file that it then puts in place. */
    Path restoring() {
        return beside(".restoring");
    }

    Path folder() {
        return database.toAbsolutePath().getParent();
    }

    /** Whether a process ended without having written all of its log into the database. */
    boolean hasWal() throws IOException {
        return LeftoverWal.exists(wal()) || Files.exists(rollback()) && Files.size(rollback()) > 0;
    }

    /** When the database was last written, in nanoseconds since 1970. */
    long modified() throws IOException {
        return Files.getLastModifiedTime(database).to(TimeUnit.NANOSECONDS);
    }

    FileHeader header() {
        return Files.exists(database) ? FileHeader.read(database, SqliteFault.REMEDY) : new FileHeader(true, 0);
    }

    void removeWal() throws IOException {
        Files.deleteIfExists(wal());
        Files.deleteIfExists(shm());
        Files.deleteIfExists(rollback());
        sync(folder());
    }

    /** What a restore left that was killed. */
    void removeUnfinished() {
        String name = restoring().getFileName().toString();
        remove(folder(), left -> left.startsWith(name), Instant.MAX);
    }

    /** Removes files of these names that were last written before then. What cannot be removed stays. */
    static void remove(Path folder, Predicate<String> name, Instant before) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(
                folder, file -> name.test(file.getFileName().toString()))) {
            for (Path file : files) {
                if (Files.getLastModifiedTime(file).toInstant().isBefore(before)) {
                    Files.delete(file);
                }
            }
        } catch (IOException | DirectoryIteratorException busy) {
            LOG.debug("cannot remove files in {}", folder, busy);
        }
    }

    /** Waits until the names in a folder are on disk, or the content of a file. */
    static void sync(Path path) throws IOException {
        try (FileChannel opened = FileChannel.open(path)) {
            opened.force(true);
        } catch (IOException failure) {
            // Windows does not open folders, and needs no sync of them.
            if (!Files.isDirectory(path)) {
                throw failure;
            }
        }
    }

    private Path rollback() {
        return beside("-journal");
    }

    private Path beside(String suffix) {
        return database.resolveSibling(database.getFileName() + suffix);
    }
}
