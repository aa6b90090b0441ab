package io.polyloop.journal;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;
import org.flywaydb.core.internal.sqlscript.FlywaySqlScriptException;

/** The tables of the service: runs its migrations, which have a history of their own. Blocks. */
final class AppMigrations {
    /** Another node can migrate for as long; in seconds. */
    private static final int LOCK_RETRIES = 600;

    /** Before that, a slow migration is not worth a line. */
    private static final Duration PROGRESS = Duration.ofSeconds(5);

    private final MigrationFiles files;
    private final MigrationProgress progress;
    private final Flyway flyway;

    /** @param source connections whose statements can take any time */
    AppMigrations(DataSource source, Migrations migrations, MigrationFiles files) {
        this(source, migrations, files, new MigrationProgress(PROGRESS));
    }

    AppMigrations(DataSource source, Migrations migrations, MigrationFiles files, MigrationProgress progress) {
        this.files = files;
        this.progress = progress;
        this.flyway = Flyway.configure()
                .dataSource(source)
                .initSql(migrations.session())
                .table(Schema.APP_HISTORY)
                // The engine's tables are there before.
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .locations(new String[0])
                .resourceProvider(files)
                .javaMigrationClassProvider(List::of)
                .skipDefaultCallbacks(true)
                .callbacks(progress)
                .placeholderReplacement(false)
                // All new files, or none.
                .group(true)
                .lockRetryCount(LOCK_RETRIES)
                .load();
    }

    /** Runs the files that this database has not had. Fails with {@link MigrationException}, and then changes nothing. */
    void migrate() {
        files.files().forEach(MigrationGuard::check);
        Arrays.stream(flyway.info().all())
                .map(this::fault)
                .flatMap(Optional::stream)
                .findFirst()
                .ifPresent(fault -> {
                    throw new MigrationException(fault);
                });
        if (files.files().isEmpty()) {
            return;
        }
        try (progress) {
            progress.begin();
            flyway.migrate();
        } catch (FlywayException failure) {
            throw explain(failure);
        }
    }

    private Optional<String> fault(MigrationInfo migration) {
        String name = migration.getScript();
        if (migration.getState() == MigrationState.FUTURE_SUCCESS && CompatibleSince.allows(name, files.newest())) {
            return Optional.empty();
        }
        return Optional.ofNullable(
                switch (migration.getState()) {
                    case MISSING_SUCCESS, FUTURE_SUCCESS, MISSING_FAILED, FUTURE_FAILED ->
                        name + " has run on this database, but this build does not have it; start the version of the"
                                + " service that has it or a newer one, or put the file back";
                    case IGNORED ->
                        name + " is new, but a migration with a higher version has run; give it the highest version";
                    case FAILED ->
                        name + " has failed half-way; restore a backup, or repair the table " + Schema.APP_HISTORY;
                    default -> faultOfApplied(migration);
                });
    }

    private String faultOfApplied(MigrationInfo migration) {
        String name = migration.getScript();
        Optional<MigrationFile> file =
                Optional.ofNullable(migration.getVersion()).flatMap(files::of);
        if (!migration.isApplied() || file.isEmpty()) {
            return null;
        }
        if (!migration.isChecksumMatching()) {
            return name + " was changed after it had run on this database; restore its text, and put the change into a"
                    + " new file with a higher version";
        }
        String now = file.get().getFilename();
        return now.equals(name)
                ? null
                : now + " was renamed after it had run on this database as " + name + "; restore its name";
    }

    private RuntimeException explain(FlywayException failure) {
        List<Throwable> causes = Stream.iterate((Throwable) failure, Objects::nonNull, Throwable::getCause)
                .toList();
        Optional<SQLException> sql = causes.stream()
                .filter(SQLException.class::isInstance)
                .map(SQLException.class::cast)
                .findFirst();
        if (sql.isPresent() && SqlFault.of(sql.get()) == SqlFault.OUTAGE) {
            return failure;
        }
        return causes.stream()
                .filter(FlywaySqlScriptException.class::isInstance)
                .map(FlywaySqlScriptException.class::cast)
                .findFirst()
                .map(script -> failed(script, sql))
                .orElseGet(() -> new MigrationException("the migrations of the service cannot run: "
                        + failure.getMessage().strip().replaceAll("\\s+", " ")));
    }

    private RuntimeException failed(FlywaySqlScriptException script, Optional<SQLException> sql) {
        String file = script.getResource() == null ? "" : script.getResource().getFilename();
        String shown = files.files().stream()
                .filter(known -> known.getFilename().equals(file))
                .findFirst()
                .map(MigrationFile::toString)
                .orElse(file);
        String failure = "the migration " + shown + " failed at line " + script.getLineNumber() + ": "
                + sql.map(SqlFailure::text).orElse("") + ": " + SqlFailure.shown(String.valueOf(script.getStatement()))
                + ". Nothing of the new migrations is applied; ";
        // An orchestrator restarts the node unless the fault is that of a file.
        return sql.filter(AppMigrations::isTransient).isPresent()
                ? new IllegalStateException(failure + "other sessions use the table: start the node again")
                : new MigrationException(failure + "correct the file, and start the node again");
    }

    private static boolean isTransient(SQLException failure) {
        return SqlFault.of(failure).isTransient();
    }
}
