package io.polyloop.journal;

import io.polyloop.config.JournalSettings;
import io.polyloop.topic.Problem;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Maintenance of SQLite's file. */
final class SqliteMaintenance implements Maintenance {
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final Trimmer trimmer;
    private final SizeCollector sizes;
    private final FileSpace space;
    private final WalMonitor wal;
    private final Duration timeout;
    private final ChunkedWork work;

    SqliteMaintenance(
            Trimmer trimmer, SizeCollector counts, FileSpace space, JournalSettings settings, ChunkedWork pace) {
        this.trimmer = trimmer;
        this.sizes = counts;
        this.space = space;
        this.wal = new WalMonitor(space, settings.walWarn());
        this.timeout = settings.timeout();
        this.work = pace;
    }

    @Override
    public long round() throws SQLException {
        // What was not needed since the last round. What this round frees may be, until the next one.
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

    /** Deleting has overwritten the pages; what is left of them is in the log. */
    @Override
    public void purgeDeleted() throws SQLException {
        Deadline deadline = Deadline.in(timeout);
        while (!wal.truncate()) {
            if (work.stopped() || deadline.hasPassed()) {
                throw Problem.JOURNAL_BUSY.because(
                        "erased, but a long reader of the journal's file keeps its log, which"
                                + " is emptied when that ends; send it again to know when");
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }
}
