package io.polyloop.journal;

import io.polyloop.config.JournalSettings;
import java.sql.SQLException;
import java.time.Clock;

/** Keeps a database within its limits while the node serves. Blocks: for worker threads only. */
interface Maintenance {
    /**
     * Deletes messages and keys past their retention, releases space, and measures what remains; returns the number of
     * deleted messages.
     */
    long round() throws SQLException;

    /** Checks files that can grow between two rounds. */
    void checkSizes() throws SQLException;

    /** Removes data from the disk that was deleted from the tables. */
    void purgeDeleted() throws SQLException;

    static Maintenance of(
            JournalDatabase database, JournalSettings settings, Clock clock, ChunkedWork work, SizeGauges gauges) {
        Trimmer trimmer = new Trimmer(database, settings, clock, work);
        SizeCollector sizes = new SizeCollector(database, gauges);
        return database.dialect().maintenance(database, trimmer, sizes, work, clock);
    }
}
