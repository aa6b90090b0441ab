package io.polyloop.devmode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The files that the build and the node read, with the times of their last changes. */
final class Sources {
    /** Not scripts, which the node reloads itself. */
    private static final List<Path> ROOTS = Stream.of(
                    "src/main/kotlin", // part:kotlin
                    "src/main/java",
                    "src/main/resources",
                    "conf",
                    "pom.xml")
            .map(Path::of)
            .toList();
    /** Not built, as the node reads it when it starts. */
    private static final Path LOCAL_SETTINGS = Path.of("conf/local.yaml");
    /** The time at which the last successful build began. */
    private static final Path STAMP = Path.of("target/began.txt");

    private Sources() {}

    /** All files after whose change the node has to be replaced, without backup and swap files of editors. */
    static Map<Path, FileTime> watched() {
        return walk().filter(Files::isRegularFile)
                .filter(file -> !file.getFileName().toString().matches("[.#].*|.*~"))
                .collect(Collectors.toMap(file -> file, Sources::lastModified));
    }

    /**
     * A file or folder that changed after the last successful build began. A folder changes when a file in it is
     * removed.
     */
    static Optional<Path> changedSinceBuild() {
        FileTime built = stamp();
        return walk().filter(file -> !file.equals(LOCAL_SETTINGS) && !file.equals(LOCAL_SETTINGS.getParent()))
                .filter(file -> lastModified(file).compareTo(built) >= 0)
                .min(Comparator.comparing(Files::isDirectory));
    }

    /** Whether there was a successful build. */
    static boolean built() {
        return Files.exists(STAMP);
    }

    /** Notes a successful build, which began at this time. A build that the user runs may have noted itself. */
    static void noteBuild(Instant began) throws IOException {
        Files.writeString(STAMP, began.toString());
    }

    private static Stream<Path> walk() {
        return ROOTS.stream().flatMap(Sources::walk);
    }

    private static Stream<Path> walk(Path root) {
        try (Stream<Path> files = Files.walk(root)) {
            return files.toList().stream();
        } catch (IOException | UncheckedIOException removed) {
            return Stream.of();
        }
    }

    private static FileTime stamp() {
        try {
            return FileTime.from(Instant.parse(Files.readString(STAMP).strip()));
        } catch (IOException neverBuilt) {
            return FileTime.fromMillis(0);
        }
    }

    private static FileTime lastModified(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException removed) {
            return FileTime.from(Instant.now());
        }
    }
}
