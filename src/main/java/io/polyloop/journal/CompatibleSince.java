package io.polyloop.journal;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.flywaydb.core.api.MigrationVersion;

/**
 * Which builds can serve on tables that a newer one has migrated. The name of a migration says it:
 * {@code V6__notes.since-5.sql} suits builds whose newest migration is V5 or later. Names are in the history of the
 * database, so a build reads those of migrations that it does not have.
 */
final class CompatibleSince {
    private static final String MARK = ".since";
    private static final Pattern NAME = Pattern.compile(".*\\.since-(\\d+(?:[._]\\d+)*)\\.sql");

    private CompatibleSince() {}

    /**
     * Whether a build can serve after this migration.
     *
     * @param script the name of the migration's file
     * @param newest the newest migration of the build
     */
    static boolean allows(String script, MigrationVersion newest) {
        return since(script).filter(since -> since.compareTo(newest) <= 0).isPresent();
    }

    /** Whether the name has a mark that no build can satisfy; it would be noticed only in a rollback. */
    static boolean isMalformed(String script, MigrationVersion version) {
        return script.contains(MARK)
                && since(script).filter(since -> since.compareTo(version) < 0).isEmpty();
    }

    private static Optional<MigrationVersion> since(String script) {
        Matcher mark = NAME.matcher(script);
        return mark.matches() ? Optional.of(MigrationVersion.fromVersion(mark.group(1))) : Optional.empty();
    }
}
