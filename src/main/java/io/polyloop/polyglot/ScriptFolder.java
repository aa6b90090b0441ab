package io.polyloop.polyglot;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The one place that scripts are read from: a directory, or the folder {@code scripts/} of the classpath. Names are
 * relative and use {@code /}. Blocking.
 */
abstract class ScriptFolder {
    // An .env file, a key or a backup beside the scripts is not for them to read.
    private static final Pattern READABLE = Pattern.compile(".+\\.(?:m?js|json)");

    /** The file of this name, if there is one that scripts may read. */
    final Optional<URL> find(String name) {
        return READABLE.matcher(name).matches() ? Optional.ofNullable(locate(name)) : Optional.empty();
    }

    abstract URL locate(String name);

    static ScriptFolder of(Path directory) {
        return new ScriptFolder() {
            @Override
            URL locate(String name) {
                try {
                    return inside(directory, name);
                } catch (IOException missing) {
                    return null;
                }
            }

            @Override
            public String toString() {
                return directory.toAbsolutePath().toString();
            }
        };
    }

    static ScriptFolder packaged() {
        return new ScriptFolder() {
            @Override
            URL locate(String name) {
                return ScriptFolder.class.getClassLoader().getResource("scripts/" + name);
            }

            @Override
            public String toString() {
                return "scripts/ on the classpath (src/main/js)";
            }
        };
    }

    // Links are followed first: one that leads out of the folder would otherwise open any file of the host.
    private static URL inside(Path directory, String name) throws IOException, MalformedURLException {
        Path file = directory.resolve(name).toRealPath();
        return file.startsWith(directory.toRealPath()) && Files.isRegularFile(file)
                ? file.toUri().toURL()
                : null;
    }
}
