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
 * The one place that scripts are read from: some directories, of which the first with a file of that name has it, or
 * the folder {@code scripts/} of the classpath. Names are relative and use {@code /}. Blocking.
 */
public abstract class ScriptFolder {
    ScriptFolder() {}

    /**
     * The file of this name, if there is one and its suffix, without the dot, is one of these: an .env file, a key or
     * a backup beside the scripts is not for them to read.
     */
    public final Optional<URL> find(String name, Set<String> suffixes) {
        int dot = name.lastIndexOf('.');
        return dot > 0 && suffixes.contains(name.substring(dot + 1)) ? locate(name) : Optional.empty();
    }

    /** The text of that file. Throws {@link UncheckedIOException} if it is there and cannot be read. */
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

    /** The scripts of these directories, or the packaged ones if there are none. */
    public static ScriptFolder of(List<Path> directories) {
        return directories.isEmpty()
                ? packaged()
                : new ScriptFolder() {
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

    /** What {@code src/main/js} and its like were packaged as. */
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

    // Links are followed first: one that leads out of the folder would otherwise open any file of the host.
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
