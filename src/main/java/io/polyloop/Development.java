package io.polyloop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Makes up for what {@code mvn vertx:run} leaves out: it compiles only if {@code target/classes} is missing, and so
 * would run yesterday's classes without a word; and it reports success when the application failed. Idle everywhere
 * else.
 */
final class Development {
    private static final Path SOURCES = Path.of("src/main/java");
    private static final Path CLASSES = Path.of("target/classes");

    private Development() {}

    /** Touches the stale source, so that the plugin's watcher compiles and starts anew, and waits to be stopped. */
    static void recompileIfStale() {
        if (!underMaven()) {
            return;
        }
        stale().ifPresent(source -> {
            System.err.println("Polyloop: target/classes is older than " + source + ", compiling first");
            touch(source);
            waitToBeStopped();
        });
    }

    /** Ends Maven with a failure: its plugin would say BUILD SUCCESS after a node that did not start. */
    static void tellMaven() {
        if (underMaven()) {
            ProcessHandle.current().parent().ifPresent(ProcessHandle::destroy);
        }
    }

    private static boolean underMaven() {
        return "dev".equals(System.getenv("VERTXWEB_ENVIRONMENT"))
                && Files.isDirectory(SOURCES)
                && ProcessHandle.current()
                        .parent()
                        .flatMap(parent -> parent.info().commandLine())
                        .filter(command -> command.contains("plexus.classworlds") || command.contains("maven"))
                        .isPresent();
    }

    private static Optional<Path> stale() {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            return files.filter(Development::isStale).findFirst();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static boolean isStale(Path source) {
        String name = SOURCES.relativize(source).toString();
        if (!name.endsWith(".java") || name.endsWith("package-info.java")) {
            return false;
        }
        Path compiled = CLASSES.resolve(name.substring(0, name.length() - ".java".length()) + ".class");
        return modified(source).compareTo(modified(compiled)) > 0;
    }

    private static FileTime modified(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException absent) {
            return FileTime.fromMillis(0);
        }
    }

    private static void touch(Path source) {
        try {
            Files.setLastModifiedTime(source, FileTime.from(Instant.now()));
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    private static void waitToBeStopped() {
        try {
            Thread.currentThread().join();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
