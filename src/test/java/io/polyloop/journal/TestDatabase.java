package io.polyloop.journal;

import io.polyloop.fixture.engine.Postgres;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;

/** The databases on which every test of the SQL runs. */
enum TestDatabase {
    SQLITE,
    POSTGRESQL;

    /** The URL of a new, empty database. */
    String newUrl() {
        return this == SQLITE ? "sqlite" : Postgres.newDatabase();
    }

    static SqlJournal open(String url, Path dir, Clock clock) {
        return open(JournalDatabase.open(TestSettings.at(url), dir), clock);
    }

    static SqlJournal open(JournalDatabase database, Clock clock) {
        try {
            return SqlJournal.open(database, clock);
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
