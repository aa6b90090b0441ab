package io.polyloop.journal;

import java.sql.SQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps SQLite's log small. The log grows for as long as any process reads from before its content; a backup tool or a
 * shell with an open transaction is enough. Blocks: for worker threads only.
 */
final class WalMonitor {
    private static final Logger LOG = LoggerFactory.getLogger(WalMonitor.class);
    /** Four times what SQLite lets it grow to by itself, so that an ordinary log is not emptied all the time. */
    private static final long LARGE = 16 << 20;

    private final FileSpace space;
    private final long warnAt;
    private volatile boolean due;
    private boolean warned;

    WalMonitor(FileSpace space, long warnAt) {
        this.space = space;
        this.warnAt = warnAt;
    }

    /** Empties the log once no reader needs it: now, which returns true, or at a later {@link #check()}. */
    synchronized boolean truncate() throws SQLException {
        due = !space.truncateWal();
        return !due;
    }

    /** Empties the log if it is large, and warns if that is not possible. */
    synchronized void check() throws SQLException {
        if (due || space.walBytes() > Math.min(LARGE, warnAt)) {
            truncate();
        }
        long bytes = space.walBytes();
        if (bytes > warnAt && !warned) {
            LOG.warn(
                    "the log polyloop.db-wal has {} MiB and grows: another process reads the journal's file in one long"
                            + " transaction; end it, and the log is emptied",
                    bytes >> 20);
        } else if (bytes <= warnAt && warned) {
            LOG.info("the log polyloop.db-wal is small again");
        }
        warned = bytes > warnAt;
    }
}
