package io.polyloop.journal;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;

/** The tables of the journal in the version of this build. */
final class Schema {
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

    /** Migrates the database to this build's version. Fails with {@link SchemaTooNewException} if it has a newer one. */
    void migrate() {
        refuseNewer();
        flyway.migrate();
    }

    /** An older build would write data that the newer one does not expect, or omit data that it needs. */
    void refuseNewer() {
        Optional<MigrationInfo> newer = Arrays.stream(flyway.info().applied())
                .filter(applied ->
                        applied.getVersion() != null && !applied.getState().isResolved())
                .reduce((first, second) -> second);
        newer.ifPresent(applied -> {
            throw new SchemaTooNewException(applied.getVersion().getVersion(), applied.getInstalledBy(), build());
        });
    }

    private static String build() {
        String version = Schema.class.getPackage().getImplementationVersion();
        return version == null ? "(from classes)" : version;
    }
}
