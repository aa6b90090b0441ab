package io.polyloop.bench.append;

import io.polyloop.fixture.Postgres;

/** The databases that a journal may be in. */
public enum Database {
    SQLITE("SQLite"),
    POSTGRESQL("PostgreSQL");

    private final String title;

    Database(String title) {
        this.title = title;
    }

    /** Its name in the tables. */
    String title() {
        return title;
    }

    /** The {@code journal.url} of a database that is new and empty; PostgreSQL is started by the first who asks. */
    String newUrl() {
        return this == SQLITE ? JournalSchema.EMBEDDED : Postgres.newDatabase();
    }
}
