package io.polyloop.journal;

import io.polyloop.config.JournalSettings;
import java.sql.SQLException;
import java.time.Clock;

/** Keeps a database within its bounds while it serves. Blocks: for worker threads only. */
interface Maintenance {
    /**
     * Removes what is past its retention, gives space back, and counts the rest; returns how many messages it removed.
     */
    long round() throws SQLException;

    /** Checks, more often than a round runs, what grows in between. */
    void checkSizes() throws SQLException;

    /** Removes from the disk what was deleted from the tables. */
    void purgeDeleted() throws SQLException;

    static Maintenance of(
            Database database, JournalSettings settings, Clock clock, ChunkedWork pace, SizeGauges sizes) {
        Trimmer trimmer = new Trimmer(database, settings, clock, pace);
        SizeCollector counts = new SizeCollector(database, sizes);
        return database.dialect().maintenance(database, trimmer, counts, pace);
    }
}
