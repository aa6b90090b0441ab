package io.polyloop.journal;

import java.sql.SQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps SQLite's WAL small. The WAL grows while an older read transaction is open: of another process, such as a backup
 * tool or a shell, or of this node, in a statement of a verticle. Blocks: for worker threads only.
 */
final class WalMonitor {
    private static final Logger LOG = LoggerFactory.getLogger(WalMonitor.class);
    /** Four times the size at which SQLite itself checkpoints, so that a WAL of normal size is not truncated. */
    private static final long LARGE = 16 << 20;

    private final FileSpace space;
    private final long warnAt;
    private volatile boolean due;
    private boolean warned;

    WalMonitor(FileSpace space, long warnAt) {
        this.space = space;
        this.warnAt = warnAt;
    }

    /** Truncates the WAL: now, if no reader needs it, and then returns true; otherwise at a later {@link #check()}. */
    synchronized boolean truncate() throws SQLException {
        due = !space.truncateWal();
        return !due;
    }

    /** Truncates the WAL if it is large, and warns if that is not possible. */
    synchronized void check() throws SQLException {
        if (due || space.walBytes() > Math.min(LARGE, warnAt)) {
            truncate();
        }
        long bytes = space.walBytes();
        if (bytes > warnAt && !warned) {
            LOG.warn(
                    "polyloop.db-wal has grown to {} MiB: another process reads the journal's file in one long"
                            + " transaction, or a statement of a verticle takes long; the WAL shrinks when that ends",
                    bytes >> 20);
        } else if (bytes <= warnAt && warned) {
            LOG.info("polyloop.db-wal is small again");
        }
        warned = bytes > warnAt;
    }
}
