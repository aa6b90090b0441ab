package io.polyloop.devmode;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Runs {@code mvn compile} as a child process, so that a change is built as on the command line, in every language. */
final class MavenBuild {
    private static final int MAX_LINES = 10;
    private static final Pattern NOISE =
            Pattern.compile("\\[ERROR] ?|COMPILATION ERROR : |Failed to execute goal .* on project"
                    + " [^:]+: |Compilation failure:? ?|\\e\\[[0-9;]*m");
    private static final boolean WINDOWS = System.getProperty("os.name").startsWith("Windows");

    private final Path command;
    private volatile Process process;

    MavenBuild(Path mavenHome) {
        command = mavenHome.resolve("bin").resolve(WINDOWS ? "mvn.cmd" : "mvn");
    }

    /** Builds if a source has changed since the last build. Returns false if that fails, after it has printed why. */
    boolean runIfStale() {
        // Two nodes may run from one checkout.
        try (FileChannel file = FileChannel.open(
                        Path.of("target", "devmode.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = file.lock()) {
            Optional<Path> changed = Sources.changedSinceBuild();
            changed.ifPresent(
                    source -> DevLauncher.print(Sources.built() ? source + " changed, building" : "building"));
            return changed.isEmpty() || run();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    void stop() {
        if (process != null) {
            process.destroy();
        }
    }

    private boolean run() throws IOException {
        Instant began = Instant.now();
        Stream<String> fixed = Stream.of(command.toString(), "--quiet", "--batch-mode", "-Dstyle.color=never");
        process = new ProcessBuilder(Stream.of(fixed, options(), Stream.of("compile"))
                        .flatMap(arguments -> arguments)
                        .toList())
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        List<String> output;
        try (BufferedReader lines = process.inputReader()) {
            output = lines.lines().toList();
        }
        boolean success = process.onExit().join().exitValue() == 0;
        if (success) {
            Sources.noteBuild(began);
        } else {
            errors(output.stream()).forEach(System.err::println);
        }
        return success;
    }

    /** Profiles, properties and offline mode of the Maven that started this process; its script exports them. */
    private static Stream<String> options() {
        return Stream.of(System.getenv().getOrDefault("MAVEN_CMD_LINE_ARGS", "").split(" "))
                .filter(option -> option.matches("-[DP].+|-o|--offline"));
    }

    /** Each error once, and no advice on Maven. */
    static Stream<String> errors(Stream<String> output) {
        return output.map(line -> NOISE.matcher(line).replaceAll(""))
                .takeWhile(line -> !line.startsWith("-> [Help"))
                // JDK 24 and newer warn of the libraries of Maven.
                .filter(line -> !line.isBlank() && !line.startsWith("WARNING: "))
                .distinct()
                .limit(MAX_LINES);
    }
}
