package io.polyloop.proof.outbox;

import java.nio.file.Path;
import java.util.Random;

/** The databases that can hold a journal. */
enum OutboxDatabase {
    SQLITE,
    POSTGRESQL;

    Setup setup(Path folder, Random random) {
        return this == SQLITE ? new SqliteSetup(folder) : new PostgresSetup(folder, random);
    }
}
