package io.polyloop.journal;

import io.polyloop.config.JournalSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;

/**
 * Replaces the embedded journal by a backup, with a new epoch. If it is killed at any time, the next start has either the
 * unchanged journal or the backup. Blocks.
 */
public final class Restore {
    private static final String OTHER = "Nothing was restored; name another backup";

    private final JournalSettings settings;
    private final Path dataDir;
    private final JournalFiles files;

    public Restore(JournalSettings settings, Path dataDir) {
        this.settings = settings;
        this.dataDir = dataDir;
        this.files = JournalFiles.in(dataDir);
    }

    /**
     * Replaces the journal by {@code backup}; returns a one-line report.
     *
     * @throws JournalFileException with the reason and the remedy; the journal is then unchanged
     */
    public String from(Path backup) {
        Dialect.of(settings, dataDir).restoreInstruction(backup).ifPresent(instruction -> {
            throw new JournalFileException(
                    "the journal is in " + settings.address() + "; stop all nodes, restore it with " + instruction
                            + ", and start the nodes, which begin a new epoch");
        });
        checkSource(backup);
        SqliteLibrary.load();
        try (LockFile lock = LockFile.acquire(dataDir)) {
            return replace(lock, backup);
        } catch (JournalInUseException node) {
            throw new JournalFileException("a node runs on data.dir " + dataDir.toAbsolutePath()
                    + "; stop it, restore, and start it. Nothing was restored");
        } catch (IOException failure) {
            throw new JournalFileException("nothing was restored: " + LockFile.reason(failure));
        }
    }

    private String replace(LockFile lock, Path backup) throws IOException {
        files.removeUnfinished();
        try {
            Files.copy(backup, files.restoring());
            int id = DatabaseFile.newId(0);
            String epoch = prepare(backup, id);
            put(lock, id);
            return backup.toAbsolutePath() + " was restored to "
                    + files.database().toAbsolutePath() + " with the new epoch " + epoch + ". Start the node";
        } finally {
            files.removeUnfinished();
        }
    }

    private void checkSource(Path backup) {
        if (!Files.isRegularFile(backup)) {
            throw new JournalFileException(backup.toAbsolutePath() + " is not a file; name a backup made with:"
                    + " java -jar polyloop.jar backup <file>");
        }
        try {
            if (Files.exists(files.database()) && Files.isSameFile(backup, files.database())) {
                throw new JournalFileException(backup.toAbsolutePath() + " is the journal itself; name a backup");
            }
            if (new JournalFiles(backup).hasWal()) {
                throw new JournalFileException(
                        backup.toAbsolutePath() + " has a WAL beside it and is incomplete without it;"
                                + " back up that folder with: java -jar polyloop.jar backup <file>");
            }
            if (FileHeader.read(backup, OTHER).empty()) {
                throw new JournalFileException(backup.toAbsolutePath() + " is empty; name another backup");
            }
        } catch (IOException failure) {
            throw new JournalFileException(backup.toAbsolutePath() + " cannot be read: " + LockFile.reason(failure));
        }
    }

    /** Checks the copy and writes its new epoch and id; returns the epoch. */
    private String prepare(Path backup, int id) throws IOException {
        Path copy = files.restoring();
        try (Connection connection = DriverManager.getConnection(DatabaseFile.url(copy));
                Statement statement = connection.createStatement()) {
            // A copy of a node's file is in WAL mode and would leave a WAL.
            statement.executeQuery("pragma journal_mode = delete").close();
            QuickCheck.run(connection, "pragma integrity_check(1)", backup);
            new BackupCheck(copy, backup).run(connection);
            String epoch = Epoch.renew(connection);
            statement.executeUpdate("pragma user_version = " + id);
            connection.close();
            keepOwner(copy);
            JournalFiles.sync(copy);
            return epoch;
        } catch (SQLException failure) {
            throw SqliteFault.of(failure)
                    .map(fault -> new JournalFileException(fault.describe(backup, failure.getMessage()) + ". " + OTHER))
                    .orElseGet(() -> new JournalFileException(
                            backup.toAbsolutePath() + " cannot be restored: " + failure.getMessage()));
        }
    }

    /** A node that runs as another user could not open a file of root. */
    private void keepOwner(Path copy) throws IOException {
        Path before = Files.exists(files.database()) ? files.database() : files.folder();
        if (!Files.getOwner(before).equals(Files.getOwner(copy))) {
            Files.setOwner(copy, Files.getOwner(before));
        }
    }

    private void put(LockFile lock, int id) throws IOException {
        LockRecord before = lock.record();
        // From here on, the next start finds out by the id of the file whether the WAL belongs to the old file.
        lock.write((before.known() ? before : LockRecord.opening(Set.of(0), false)).restoring(id), true);
        Files.move(files.restoring(), files.database(), StandardCopyOption.ATOMIC_MOVE);
        JournalFiles.sync(files.folder());
        files.removeWal();
        lock.write(LockRecord.opening(Set.of(id), false).closed(0), true);
    }
}
