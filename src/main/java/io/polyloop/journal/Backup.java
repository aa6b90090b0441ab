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

/** Copies the embedded journal into one file, as of one moment, beside a node that serves or without one. Blocks. */
public final class Backup {
    private static final String UNFINISHED = ".unfinished";
    /** An unfinished file that was not written to for so long was left by a killed process. */
    private static final Duration ABANDONED = Duration.ofHours(1);

    private final JournalSettings settings;
    private final JournalFiles files;

    public Backup(JournalSettings settings, Path dataDir) {
        this.settings = settings;
        this.files = JournalFiles.in(dataDir);
    }

    /**
     * Copies the journal to {@code target}, which must not exist; returns one line that says what was done.
     *
     * @throws JournalFileException with the reason and what to do
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
        // If the process is ended by a signal, the finally below does not run.
        unfinished.toFile().deleteOnExit();
        try {
            removeAbandoned(folder, target.getFileName() + ".");
            try (Connection connection = open()) {
                copy(connection, unfinished);
            }
            unlink(unfinished);
            JournalFiles.sync(unfinished);
            Files.move(unfinished, target);
            JournalFiles.sync(folder);
            requireRestorable(target);
            return files.database().toAbsolutePath() + " is backed up to " + target.toAbsolutePath() + " ("
                    + Files.size(target) + " bytes)";
        } catch (SQLException failure) {
            throw explained(failure);
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
            throw new JournalFileException(
                    target.toAbsolutePath() + " exists: a backup overwrites nothing, so name a file that does not");
        }
        if (folder == null || !Files.isDirectory(folder)) {
            throw new JournalFileException(folder + " is not a folder: make it, or name a file elsewhere");
        }
        if (!Files.exists(files.database())) {
            throw new JournalFileException(files.database().toAbsolutePath() + " does not exist: start this where the"
                    + " node is started, with its settings (data.dir, node.offset)");
        }
    }

    /** Beside a node its own connections keep the log; without one, the log has to be of this file. */
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
            // Opens the log, so that it stays until the copy is made.
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

    /** Removes the id of the copied file: no log belongs to a backup. */
    private static void unlink(Path unfinished) throws SQLException {
        try (Connection connection = DriverManager.getConnection(DatabaseFile.url(unfinished));
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("pragma user_version = 0");
        }
    }

    /** The copy of a damaged journal is kept, since there may be no better one. */
    private static void requireRestorable(Path target) throws SQLException {
        try (Connection connection = DatabaseFile.readOnly(target, Duration.ZERO)) {
            QuickCheck.run(connection, "pragma integrity_check(1)", target);
            Optional<MissingMessagesException> hole = SequenceGaps.findFirst(connection);
            if (hole.isPresent()) {
                throw new JournalFileException(target.toAbsolutePath() + " was written, but restore refuses it, because"
                        + " the journal is damaged: " + hole.get().getMessage() + ". Keep earlier backups, and restore"
                        + " the newest of them");
            }
        }
    }

    private JournalFileException explained(SQLException failure) {
        return SqliteFault.of(failure)
                .filter(SqliteFault::isCorruption)
                .map(fault -> fault.at(files.database(), failure.getMessage()))
                .orElseGet(() -> new JournalFileException("no backup was made: " + failure.getMessage()));
    }
}
