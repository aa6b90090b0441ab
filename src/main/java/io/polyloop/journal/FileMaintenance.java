package io.polyloop.journal;

import io.polyloop.config.JournalSettings;
import io.polyloop.topic.Problem;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Maintenance of SQLite's file. */
final class FileMaintenance implements Maintenance {
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final Trimmer trimmer;
    private final Counts counts;
    private final FileSpace space;
    private final LogWatch log;
    private final Duration patience;
    private final Pace pace;

    FileMaintenance(Trimmer trimmer, Counts counts, FileSpace space, JournalSettings settings, Pace pace) {
        this.trimmer = trimmer;
        this.counts = counts;
        this.space = space;
        this.log = new LogWatch(space, settings.walWarn());
        this.patience = settings.timeout();
        this.pace = pace;
    }

    @Override
    public long round() throws SQLException {
        // What was not needed since the last round. What this round frees may be, until the next one.
        int unused = space.freePages();
        long trimmed = trimmer.trim();
        space.giveBack(unused, pace);
        if (unused > 0 || trimmed > 0) {
            log.empty();
        }
        counts.rows();
        return trimmed;
    }

    @Override
    public void look() throws SQLException {
        log.look();
        counts.file(space);
    }

    /** Deleting has overwritten the pages; what is left of them is in the log. */
    @Override
    public void scrub() throws SQLException {
        Deadline deadline = Deadline.in(patience);
        while (!log.empty()) {
            if (pace.stopped() || deadline.isOver()) {
                throw Problem.JOURNAL_BUSY.because(
                        "erased, but a long reader of the journal's file keeps its log, which"
                                + " is emptied when that ends; send it again to know when");
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }
}
