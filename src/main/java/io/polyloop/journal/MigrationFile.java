package io.polyloop.journal;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.resource.LoadableResource;

/** A migration of the service, with its text. */
final class MigrationFile extends LoadableResource {
    private static final Pattern NAME = Pattern.compile("V(\\d+(?:[._]\\d+)*)__\\w.*\\.sql");

    private final String name;
    private final String place;
    private final String text;
    private final MigrationVersion version;

    /** @param place the folder, as it is shown */
    MigrationFile(String name, String place, String text) {
        this.name = name;
        this.place = place;
        this.text = text;
        Matcher parts = NAME.matcher(name);
        if (!parts.matches()) {
            throw new MigrationException("the migration " + this
                    + " has a name that says no order; call it like V2__add_orders.sql, with two underscores");
        }
        this.version = MigrationVersion.fromVersion(parts.group(1));
        if (version.compareTo(MigrationVersion.fromVersion("0")) <= 0) {
            throw new MigrationException("the migration " + this + " has version 0; begin with V1");
        }
        if (CompatibleSince.isMalformed(name, version)) {
            throw new MigrationException("the migration " + this + " names no earlier version that can serve after it;"
                    + " write it as in V6__notes.since-5.sql, or leave .since out");
        }
    }

    static MigrationFile read(Path file, String place) {
        String name = file.getFileName().toString();
        try {
            return new MigrationFile(name, place, Files.readString(file, StandardCharsets.UTF_8));
        } catch (IOException failure) {
            throw new MigrationException(
                    "the migration " + name + " in " + place + " cannot be read as UTF-8: " + failure);
        }
    }

    /** What distinguishes it from others. */
    MigrationVersion version() {
        return version;
    }

    String text() {
        return text;
    }

    @Override
    public Reader read() {
        return new StringReader(text);
    }

    @Override
    public String getAbsolutePath() {
        return place + "/" + name;
    }

    @Override
    public String getAbsolutePathOnDisk() {
        return getAbsolutePath();
    }

    @Override
    public String getFilename() {
        return name;
    }

    @Override
    public String getRelativePath() {
        return name;
    }

    @Override
    public String toString() {
        return name + " in " + place;
    }
}
