package io.polyloop.journal;

import io.polyloop.config.JournalSettings;
import java.sql.SQLException;
import java.time.Clock;

/** What keeps a database within its bounds beside its work. Blocks: for worker threads only. */
interface Maintenance {
    /** Forgets what is past its retention, gives room back, and counts what is left; returns how many messages went. */
    long round() throws SQLException;

    /** Looks after what grows between two rounds. */
    void look() throws SQLException;

    /** Removes from the disk what was deleted from the tables. */
    void scrub() throws SQLException;

    static Maintenance of(Database database, JournalSettings settings, Clock clock, Pace pace, JournalSizes sizes) {
        Trimmer trimmer = new Trimmer(database, settings, clock, pace);
        Counts counts = new Counts(database, sizes);
        return database.embedded()
                ? new FileMaintenance(trimmer, counts, database.space(), settings, pace)
                : new SharedMaintenance(database, trimmer, counts);
    }
}
