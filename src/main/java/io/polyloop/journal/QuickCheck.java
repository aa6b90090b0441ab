package io.polyloop.journal;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.ProgressHandler;

/** Checks a SQLite file for corruption. Blocks for about as long as it takes to read the file. */
final class QuickCheck {
    private static final Logger LOG = LoggerFactory.getLogger(QuickCheck.class);
    /** The longest wait for a process that locks the file. */
    private static final Duration BUSY = Duration.ofSeconds(3);

    private static final int STEPS = 10_000;
    private static final long REPORT_NANOS = TimeUnit.SECONDS.toNanos(5);

    private QuickCheck() {}

    /** Fails with {@link JournalFileException} if the file is corrupted. */
    static void run(Path file, String why) {
        LOG.info("checking {}: {}", file, why);
        try (Connection connection = DatabaseFile.readOnly(file, BUSY)) {
            run(connection, "pragma quick_check(1)", file);
        } catch (SQLException failure) {
            throw SqliteFault.explain(file, failure)
                    .orElseGet(() -> new JournalFileException(
                            file.toAbsolutePath() + " cannot be checked: " + failure.getMessage()));
        }
    }

    /** Runs a pragma that checks the file. Corruption is reported with SQLite's own error code. */
    static void run(Connection connection, String check, Path file) throws SQLException {
        ProgressHandler.setHandler(connection, STEPS, new Progress(file));
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(check)) {
            String answer = row.next() ? row.getString(1) : "no answer";
            if (!answer.equals("ok")) {
                throw SqliteFault.CORRUPT.failure(answer);
            }
        } finally {
            ProgressHandler.clearHandler(connection);
        }
    }

    private static final class Progress extends ProgressHandler {
        private final Path file;
        private final long since = System.nanoTime();
        private long reported = since;

        Progress(Path file) {
            this.file = file;
        }

        @Override
        protected int progress() {
            long now = System.nanoTime();
            if (now - reported > REPORT_NANOS) {
                reported = now;
                LOG.info("still checking {}, for {} s", file, TimeUnit.NANOSECONDS.toSeconds(now - since));
            }
            return 0;
        }
    }
}
