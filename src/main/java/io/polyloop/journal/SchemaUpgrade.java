package io.polyloop.journal;

import io.polyloop.config.JournalSettings;
import java.nio.file.Path;

/** Migrates the journal, and the tables of the service, without serving: as a job before an update. Blocks. */
public final class SchemaUpgrade {
    private final JournalSettings settings;
    private final Path dataDir;

    public SchemaUpgrade(JournalSettings settings, Path dataDir) {
        this.settings = settings;
        this.dataDir = dataDir;
    }

    /**
     * Runs what a start would run; returns a one-line report. Does nothing if all migrations have run.
     *
     * @throws SchemaTooNewException if a newer version has used the journal
     * @throws MigrationException if a migration of the service failed, which leaves nothing
     */
    public String run() {
        JournalDatabase.open(settings, dataDir).close();
        return settings.address() + " has the schema of this version";
    }
}
