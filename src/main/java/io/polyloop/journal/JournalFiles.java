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

/** The files of an embedded journal: SQLite finds the WAL and others beside the database by their names. */
record JournalFiles(Path database) {
    static final String NAME = "polyloop.db";

    private static final Logger LOG = LoggerFactory.getLogger(JournalFiles.class);

    static JournalFiles in(Path dataDir) {
        return new JournalFiles(followed(dataDir.resolve(NAME)));
    }

    /** SQLite keeps the other files beside the target of a link, and a restore would replace the link by a file. */
    private static Path followed(Path database) {
        try {
            return Files.isSymbolicLink(database) ? database.toRealPath() : database;
        } catch (IOException dangling) {
            throw new JournalFileException(database.toAbsolutePath() + " is a link to a file that does not exist;"
                    + " restore the file, or remove the link");
        }
    }

    /** Fails if there is no database: a command was then most likely run in another folder than the node. */
    void requireDatabase() {
        if (!Files.exists(database)) {
            throw new JournalFileException(database.toAbsolutePath() + " does not exist; run this command in the"
                    + " folder and with the settings of the node (data.dir, node.offset)");
        }
    }

    Path wal() {
        return beside("-wal");
    }

    Path shm() {
        return beside("-shm");
    }

    /** The file that a restore prepares before it replaces the database. */
    Path restoring() {
        return beside(".restoring");
    }

    Path folder() {
        return database.toAbsolutePath().getParent();
    }

    /** Whether a process ended before it copied its whole WAL into the database. */
    boolean hasWal() throws IOException {
        return LeftoverWal.exists(wal()) || Files.exists(rollback()) && Files.size(rollback()) > 0;
    }

    /** The time of the last write to the database in nanoseconds since 1970. */
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

    /** Removes the files of a killed restore. */
    void removeUnfinished() {
        String name = restoring().getFileName().toString();
        remove(folder(), left -> left.startsWith(name), Instant.MAX);
    }

    /** Removes files by name that were last modified before {@code before}. Failures are ignored. */
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

    /** Syncs a file, or the names in a folder, to disk. */
    static void sync(Path path) throws IOException {
        try (FileChannel opened = FileChannel.open(path)) {
            opened.force(true);
        } catch (IOException failure) {
            // Windows cannot open folders, and does not need to sync them.
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
