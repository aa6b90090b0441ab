package io.polyloop.bench.append;

import io.polyloop.fixture.Postgres;

/** The databases that a journal may be in. */
public enum DatabaseKind {
    SQLITE("SQLite"),
    POSTGRESQL("PostgreSQL");

    private final String title;

    DatabaseKind(String title) {
        this.title = title;
    }

    /** Its name in the tables. */
    String title() {
        return title;
    }

    /** The {@code journal.url} of a database that is new and empty; PostgreSQL is started by the first who asks. */
    String newUrl() {
        return this == SQLITE ? Sql.EMBEDDED : Postgres.newDatabase();
    }
}
