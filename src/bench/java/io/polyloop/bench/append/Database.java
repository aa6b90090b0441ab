package io.polyloop.bench.append;

import io.polyloop.fixture.engine.Postgres;

/** The databases that can hold a journal. */
public enum Database {
    SQLITE("SQLite"),
    POSTGRESQL("PostgreSQL");

    private final String title;

    Database(String title) {
        this.title = title;
    }

    /** The name in tables. */
    public String title() {
        return title;
    }

    /** The {@code journal.url} of a new, empty database. The first call starts PostgreSQL. */
    public String newUrl() {
        return this == SQLITE ? JournalSchema.EMBEDDED : Postgres.newDatabase();
    }
}
