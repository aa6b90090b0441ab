package io.polyloop.journal;

import io.polyloop.config.JournalSettings;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationVersion;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The tables of the journal in the version of this build. */
public final class Schema {
    private static final Logger LOG = LoggerFactory.getLogger(Schema.class);

    static final String ENGINE_HISTORY = "flyway_schema_history";
    static final String APP_HISTORY = "app_schema_history";

    /** Stored with each version of the schema, to name the required build. */
    private static final String PRODUCT = "Polyloop ";

    private final Flyway flyway;

    Schema(DataSource source, Migrations migrations) {
        flyway = Flyway.configure()
                .dataSource(source)
                .locations(migrations.folders().toArray(String[]::new))
                .installedBy(PRODUCT + build())
                .placeholders(Map.of("bytewise", migrations.bytewise()))
                .load();
    }

    /**
     * Runs what a start would run, without serving: as a job before an update. Does nothing if all migrations have run.
     * Creates the tables of an empty PostgreSQL database, but no file of SQLite. Blocks.
     *
     * @return a one-line report, which names the database
     * @throws JournalFileException if a node uses the file of SQLite, or if there is none
     * @throws SchemaTooNewException if a newer version has used the journal
     * @throws MigrationException if a migration of the service failed, which leaves nothing
     * @throws RuntimeException if the database cannot be reached, with what to do
     */
    public static String upgrade(JournalSettings settings, Path dataDir) {
        String database = settings.embedded() ? existingFile(dataDir) : settings.address();
        try {
            JournalDatabase.open(settings, dataDir).close();
            return database + " has the schema of this version";
        } catch (JournalInUseException node) {
            throw new JournalFileException("a node runs on data.dir " + dataDir.toAbsolutePath()
                    + "; stop it, migrate, and start the new version. Nothing was migrated");
        }
    }

    private static String existingFile(Path dataDir) {
        JournalFiles files = JournalFiles.in(dataDir);
        files.requireDatabase();
        return files.database().toAbsolutePath().toString();
    }

    /** Migrates the database to this build's version. Fails with {@link SchemaTooNewException} if it has a newer one. */
    void migrate() {
        refuseNewer();
        flyway.migrate();
    }

    /**
     * An older build would write data that the newer one does not expect, or omit data that it needs; unless the newer
     * one's migrations say that this build can serve after them.
     */
    void refuseNewer() {
        MigrationVersion own = Arrays.stream(flyway.info().all())
                .filter(migration -> migration.getState().isResolved() && migration.getVersion() != null)
                .map(MigrationInfo::getVersion)
                .max(Comparator.naturalOrder())
                .orElseThrow();
        List<MigrationInfo> newer = Arrays.stream(flyway.info().applied())
                .filter(applied ->
                        applied.getVersion() != null && !applied.getState().isResolved())
                .toList();
        newer.stream()
                .filter(applied -> !CompatibleSince.allows(applied.getScript(), own))
                .reduce((first, second) -> second)
                .ifPresent(applied -> {
                    throw new SchemaTooNewException(
                            applied.getVersion().getVersion(), applied.getInstalledBy(), build());
                });
        if (!newer.isEmpty()) {
            MigrationInfo last = newer.get(newer.size() - 1);
            LOG.info(
                    "the journal has schema version {}, created by {}; this Polyloop {} is compatible with it",
                    last.getVersion().getVersion(),
                    last.getInstalledBy(),
                    build());
        }
    }

    private static String build() {
        String version = Schema.class.getPackage().getImplementationVersion();
        return version == null ? "(from classes)" : version;
    }
}
