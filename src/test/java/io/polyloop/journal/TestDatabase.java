package io.polyloop.journal;

import io.polyloop.fixture.Postgres;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;

/** The two databases by which every test of the SQL has to hold. */
enum TestDatabase {
    SQLITE,
    POSTGRESQL;

    /** The address of a new and empty database. */
    String newUrl() {
        return this == SQLITE ? "sqlite" : Postgres.newDatabase();
    }

    static SqlJournal open(String url, Path dir, Clock clock) {
        return open(Database.open(TestSettings.at(url), dir), clock);
    }

    static SqlJournal open(Database database, Clock clock) {
        try {
            return SqlJournal.open(database, clock);
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
