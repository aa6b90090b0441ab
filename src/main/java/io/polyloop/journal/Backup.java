package io.polyloop.journal;

import io.polyloop.config.JournalSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;

/** Copies a consistent snapshot of the embedded journal into one file, whether or not a node is running. Blocks. */
public final class Backup {
    private static final String UNFINISHED = ".unfinished";
    /** An unfinished file that was not modified for this long was left by a killed process. */
    private static final Duration ABANDONED = Duration.ofHours(1);

    private final JournalSettings settings;
    private final JournalFiles files;

    public Backup(JournalSettings settings, Path dataDir) {
        this.settings = settings;
        this.files = JournalFiles.in(dataDir);
    }

    /**
     * Copies the journal to {@code target}, which must not exist; returns a one-line report.
     *
     * @throws JournalFileException with the reason and the remedy
     */
    public String write(Path target) {
        Dialect.of(settings, files.folder()).backupInstruction(target).ifPresent(instruction -> {
            throw new JournalFileException(
                    "the journal is in " + settings.address() + "; back it up with its own tool: " + instruction);
        });
        checkTarget(target);
        SqliteLibrary.load();
        Path folder = target.toAbsolutePath().getParent();
        String name = target.getFileName() + "." + UUID.randomUUID() + UNFINISHED;
        Path unfinished = folder.resolve(name);
        // If a signal ends the process, the finally block below does not run.
        unfinished.toFile().deleteOnExit();
        try {
            removeAbandoned(folder, target.getFileName() + ".");
            try (Connection connection = open()) {
                copy(connection, unfinished);
            }
            clearId(unfinished);
            JournalFiles.sync(unfinished);
            Files.move(unfinished, target);
            JournalFiles.sync(folder);
            requireRestorable(target);
            return files.database().toAbsolutePath() + " is backed up to " + target.toAbsolutePath() + " ("
                    + Files.size(target) + " bytes)";
        } catch (SQLException failure) {
            throw explain(failure);
        } catch (IOException failure) {
            throw new JournalFileException(target.toAbsolutePath() + " cannot be written: " + LockFile.reason(failure));
        } finally {
            JournalFiles.remove(folder, left -> left.startsWith(name), Instant.MAX);
        }
    }

    private static void removeAbandoned(Path folder, String start) {
        Predicate<String> unfinished = left -> left.startsWith(start) && left.contains(UNFINISHED);
        JournalFiles.remove(folder, unfinished, Instant.now().minus(ABANDONED));
    }

    private void checkTarget(Path target) {
        Path folder = target.toAbsolutePath().getParent();
        if (Files.exists(target)) {
            throw new JournalFileException(target.toAbsolutePath()
                    + " already exists and a backup does not overwrite files; name another file");
        }
        if (folder == null || !Files.isDirectory(folder)) {
            throw new JournalFileException(folder + " is not a folder; create it, or name a file in another folder");
        }
        files.requireDatabase();
    }

    /** The connections of a running node keep the WAL; without a node, the WAL must belong to this file. */
    private Connection open() throws SQLException, IOException {
        try (LockFile lock = LockFile.acquire(files.folder())) {
            FileInspection.inspect(files, lock);
            return connect();
        } catch (JournalInUseException node) {
            return connect();
        }
    }

    private Connection connect() throws SQLException {
        Connection connection = DatabaseFile.readOnly(files.database(), settings.timeout());
        try (Statement statement = connection.createStatement()) {
            // Opens the WAL, so that it exists until the copy is complete.
            statement.executeQuery(Statements.EPOCH).close();
            return connection;
        } catch (SQLException failure) {
            connection.close();
            throw failure;
        }
    }

    private static void copy(Connection connection, Path unfinished) throws SQLException {
        try (PreparedStatement vacuum = connection.prepareStatement("vacuum into ?")) {
            vacuum.setString(1, unfinished.toString());
            vacuum.execute();
        }
    }

    /** Removes the id of the copied file: no WAL belongs to a backup. */
    private static void clearId(Path unfinished) throws SQLException {
        try (Connection connection = DriverManager.getConnection(DatabaseFile.url(unfinished));
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("pragma user_version = 0");
        }
    }

    /** Keeps the copy of a corrupted journal, since there may be no better one. */
    private static void requireRestorable(Path target) throws SQLException {
        try (Connection connection = DatabaseFile.readOnly(target, Duration.ZERO)) {
            QuickCheck.run(connection, "pragma integrity_check(1)", target);
            Optional<MissingMessagesException> gap = SequenceGaps.findFirst(connection);
            if (gap.isPresent()) {
                throw new JournalFileException(
                        target.toAbsolutePath() + " was written, but restore will refuse it, because"
                                + " the journal is corrupted: " + gap.get().getMessage() + ". Keep earlier backups, and"
                                + " restore the newest of them");
            }
        }
    }

    private JournalFileException explain(SQLException failure) {
        return SqliteFault.of(failure)
                .filter(SqliteFault::isCorruption)
                .map(fault -> fault.at(files.database(), failure.getMessage()))
                .orElseGet(() -> new JournalFileException("the backup failed: " + failure.getMessage()));
    }
}
