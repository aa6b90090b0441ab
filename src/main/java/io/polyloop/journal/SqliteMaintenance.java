package io.polyloop.journal;

import io.polyloop.config.JournalSettings;
import io.polyloop.topic.Problem;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The maintenance of SQLite's file. */
final class SqliteMaintenance implements Maintenance {
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final Trimmer trimmer;
    private final SizeCollector sizes;
    private final FileSpace space;
    private final WalMonitor wal;
    private final Duration timeout;
    private final ChunkedWork work;

    SqliteMaintenance(
            Trimmer trimmer, SizeCollector sizes, FileSpace space, JournalSettings settings, ChunkedWork work) {
        this.trimmer = trimmer;
        this.sizes = sizes;
        this.space = space;
        this.wal = new WalMonitor(space, settings.walWarn());
        this.timeout = settings.timeout();
        this.work = work;
    }

    @Override
    public long round() throws SQLException {
        // Releases only pages that were free before this round: those that it frees may be needed until the next one.
        int unused = space.freePages();
        long trimmed = trimmer.trim();
        space.releasePages(unused, work);
        if (unused > 0 || trimmed > 0) {
            wal.truncate();
        }
        sizes.collectRows();
        return trimmed;
    }

    @Override
    public void checkSizes() throws SQLException {
        wal.check();
        sizes.collectFile(space);
    }

    /** Deletes have overwritten the pages; the WAL can still contain the data. */
    @Override
    public void purgeDeleted() throws SQLException {
        Deadline deadline = Deadline.in(timeout);
        while (!wal.truncate()) {
            if (work.stopped() || deadline.hasPassed()) {
                throw Problem.JOURNAL_BUSY.because(
                        "erased, but another process reads the journal's file and keeps the WAL, which is truncated when"
                                + " it ends; retry to find out");
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }
}
