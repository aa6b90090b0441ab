package io.polyloop.polyglot;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Where scripts are read from: directories, of which the first that has a file of a name provides it, and last the folder
 * {@code scripts/} on the classpath. Names are relative and use {@code /}. Its methods block.
 */
public abstract class ScriptFolder {
    private static final Path SOURCES = Path.of("src", "main");

    ScriptFolder() {}

    /**
     * The file of this name if it exists and has one of these suffixes, without the dot. Scripts cannot read other files,
     * such as an .env file, a key or a backup beside them.
     */
    public final Optional<URL> find(String name, Set<String> suffixes) {
        int dot = name.lastIndexOf('.');
        return dot > 0 && suffixes.contains(name.substring(dot + 1)) ? locate(name) : Optional.empty();
    }

    /** The text of that file. Throws {@link UncheckedIOException} if it exists but cannot be read. */
    public final Optional<String> text(String name, Set<String> suffixes) {
        return find(name, suffixes).map(ScriptFolder::read);
    }

    private static String read(URL file) {
        try (InputStream text = file.openStream()) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    abstract Optional<URL> locate(String name);

    /**
     * The scripts in these directories, and the packaged scripts. Folders of sources stand alone: the build packages their
     * scripts, and the copy of one that is removed stays.
     */
    public static ScriptFolder of(List<Path> directories) {
        if (directories.isEmpty()) {
            return packaged();
        }
        return directories.stream().anyMatch(directory -> directory.startsWith(SOURCES))
                ? in(directories)
                : in(directories).before(packaged());
    }

    private static ScriptFolder in(List<Path> directories) {
        return new ScriptFolder() {
            @Override
            Optional<URL> locate(String name) {
                return directories.stream()
                        .flatMap(directory -> inside(directory, name).stream())
                        .findFirst();
            }

            @Override
            public String toString() {
                return directories.stream()
                        .map(directory -> directory.toAbsolutePath().toString())
                        .collect(Collectors.joining(", "));
            }
        };
    }

    private ScriptFolder before(ScriptFolder last) {
        ScriptFolder first = this;
        return new ScriptFolder() {
            @Override
            Optional<URL> locate(String name) {
                return first.locate(name).or(() -> last.locate(name));
            }

            @Override
            public String toString() {
                return first + ", " + last;
            }
        };
    }

    /** The scripts that the build packaged from the folders of the languages below {@code src/main}. */
    public static ScriptFolder packaged() {
        return new ScriptFolder() {
            @Override
            Optional<URL> locate(String name) {
                return Optional.ofNullable(ScriptFolder.class.getClassLoader().getResource("scripts/" + name));
            }

            @Override
            public String toString() {
                return "scripts/ on the classpath";
            }
        };
    }

    // Resolves links first: a link that leads out of the folder would otherwise open any file of the machine.
    private static Optional<URL> inside(Path directory, String name) {
        try {
            Path file = directory.resolve(name).toRealPath();
            return file.startsWith(directory.toRealPath()) && Files.isRegularFile(file)
                    ? Optional.of(file.toUri().toURL())
                    : Optional.empty();
        } catch (MalformedURLException impossible) {
            throw new UncheckedIOException(impossible);
        } catch (IOException missing) {
            return Optional.empty();
        }
    }
}
