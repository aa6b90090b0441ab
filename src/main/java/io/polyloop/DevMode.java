package io.polyloop;

import io.polyloop.plugin.VerticlePlugin;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Makes up for what {@code mvn vertx:run} leaves out: it compiles only if {@code target/classes} is missing, and so
 * would run yesterday's classes and pages without a word; and it reports success when the application failed. Idle
 * everywhere else.
 *
 * <p>Scripts are served from where they are written, and loaded anew when they change, without a new start.
 */
final class DevMode {
    private static final Path SOURCES = Path.of("src/main");
    /** Packaged as the defaults: a key that is new here would be unknown to a stale copy. */
    private static final Path SETTINGS = Path.of("conf/polyloop.yaml");

    private static final List<VerticlePlugin> PLUGINS = VerticlePlugin.all();
    /** Read at run time: their changes need no build. */
    private static final List<Path> SCRIPTS = PLUGINS.stream()
            .flatMap(plugin -> plugin.sourceFolders().stream())
            .map(SOURCES::resolve)
            .toList();
    /** Scripts that a build makes out of others, such as those of TypeScript. */
    private static final Path BUILT_SCRIPTS = Path.of("target/classes/scripts");

    private static final String NAME = DevMode.class.getName().replace('.', '/');
    private static final Path SOURCE = SOURCES.resolve("java/" + NAME + ".java");
    /** The compiler writes all classes anew or none, so this one tells the time of the last build. */
    private static final Path COMPILED = Path.of("target/classes/" + NAME + ".class");

    private static final Path KOTLIN = SOURCES.resolve("kotlin");
    /** Written at each compilation of Kotlin, of all of it. */
    private static final Path KOTLIN_COMPILED = Path.of("target/classes/META-INF/polyloop.kotlin_module");

    private DevMode() {}

    /** Touches a source, so that the plugin's watcher builds and starts anew, and waits to be stopped. */
    static void rebuildIfStale() {
        if (!underMaven()) {
            return;
        }
        newer(KOTLIN, KOTLIN_COMPILED).ifPresent(DevMode::refuse);
        newer(SOURCES, COMPILED).or(() -> newer(SETTINGS, COMPILED)).ifPresent(changed -> {
            System.err.println("Polyloop: target/classes is older than " + changed + ", building first");
            touch(SOURCE);
            waitToBeStopped();
        });
    }

    /** Settings that take the place of defaults; whatever the developer sets wins. */
    static Map<String, Object> settings() {
        Map<String, Object> settings = new TreeMap<>();
        if (underMaven()) {
            PLUGINS.forEach(plugin -> settings.putAll(plugin.developmentSettings(scriptFolders())));
        }
        return settings;
    }

    private static List<Path> scriptFolders() {
        return Stream.concat(SCRIPTS.stream(), Stream.of(BUILT_SCRIPTS))
                .filter(Files::isDirectory)
                .toList();
    }

    /** Ends Maven with a failure: its plugin would say BUILD SUCCESS after a node that did not start. */
    static void tellMaven() {
        if (underMaven()) {
            ProcessHandle.current().parent().ifPresent(ProcessHandle::destroy);
        }
    }

    /**
     * Ends this process when Maven has ended. Its plugin does so from a shutdown hook, which may die before: it logs
     * while Maven's main thread logs too, and the console library they share does not take that.
     */
    static void endWithMaven() {
        if (underMaven()) {
            ProcessHandle.current().parent().ifPresent(maven -> maven.onExit().thenRun(() -> System.exit(0)));
        }
    }

    private static boolean underMaven() {
        return "dev".equals(System.getenv("VERTXWEB_ENVIRONMENT"))
                && Files.isRegularFile(SOURCE)
                && ProcessHandle.current()
                        .parent()
                        .flatMap(parent -> parent.info().commandLine())
                        .filter(command -> command.contains("plexus.classworlds") || command.contains("maven"))
                        .isPresent();
    }

    /** The plugin builds Java anew, but Kotlin only as a goal of the command it was started by. */
    private static void refuse(Path changed) {
        System.err.println("Polyloop: the compiled Kotlin is older than " + changed + ", and vertx:run does not compile"
                + " it again: run mvn, which does, now and on every change");
        tellMaven();
        waitToBeStopped();
    }

    /** The first source that is newer. Folders count too: one is changed by a file that was removed from it. */
    private static Optional<Path> newer(Path sources, Path compiled) {
        if (Files.notExists(sources)) {
            return Optional.empty();
        }
        FileTime built = modified(compiled);
        try (Stream<Path> files = Files.walk(sources)) {
            return files.filter(file -> SCRIPTS.stream().noneMatch(file::startsWith))
                    .filter(file -> modified(file).compareTo(built) > 0)
                    .findFirst();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
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
