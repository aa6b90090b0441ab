package io.polyloop.config;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A parsed settings file. One that does not exist has no settings.
 *
 * @param name for error messages
 * @param settings nested, as in the file
 */
record SettingsFile(String name, JsonObject settings) {

    /** A file of the classpath's folder {@code defaults}. Blocks. */
    static SettingsFile packaged(String file, List<String> errors) {
        String name = "defaults/" + file;
        // Not through Vert.x's file system, whose copy of the file stays behind when the process is killed.
        try (InputStream yaml = SettingsFile.class.getResourceAsStream("/" + name)) {
            return new SettingsFile(name, yaml == null ? new JsonObject() : parse(name, yaml.readAllBytes(), errors));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** A file of a directory. Blocks. */
    static SettingsFile in(Path directory, String file, List<String> errors) {
        Path path = directory.resolve(file);
        String name = path.toString();
        if (!Files.isRegularFile(path)) {
            return new SettingsFile(name, new JsonObject());
        }
        try {
            return new SettingsFile(name, parse(name, Files.readAllBytes(path), errors));
        } catch (IOException unreadable) {
            errors.add(name + ": is not readable; " + unreadable.getMessage());
            return new SettingsFile(name, new JsonObject());
        }
    }

    private static JsonObject parse(String name, byte[] yaml, List<String> errors) {
        YamlFile file = new YamlFile(name, errors);
        return AppFile.isName(name) ? file.readTyped(yaml) : file.read(yaml);
    }

    /** The values by key. */
    Map<String, Object> values() {
        return FlatMap.of(settings);
    }
}
