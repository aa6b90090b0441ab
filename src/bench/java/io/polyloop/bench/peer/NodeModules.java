package io.polyloop.bench.peer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The scripts of the Node peers and their packages, installed under {@code target} once in each run. */
final class NodeModules {
    static final Path FOLDER = Path.of("target", "bench", "node").toAbsolutePath();

    private static final Path SOURCES = Path.of("src", "bench", "node");
    private static final long INSTALL_SECONDS = 120;
    private static Optional<String> missing;

    private NodeModules() {}

    /** Installs on the first call. */
    static synchronized Optional<String> missing() {
        if (missing == null) {
            missing = install();
        }
        return missing;
    }

    private static Optional<String> install() {
        try {
            copySources();
            return run("node", "--version") != 0 || run("npm", "--version") != 0
                    ? Optional.of("needs Node.js and npm: apt-get install nodejs npm")
                    : installed();
        } catch (IOException absent) {
            return Optional.of("needs Node.js and npm: apt-get install nodejs npm (" + absent.getMessage() + ")");
        }
    }

    private static Optional<String> installed() throws IOException {
        return run("npm", "ci", "--no-audit", "--no-fund") == 0
                ? Optional.empty()
                : Optional.of("npm ci failed; check the network and " + FOLDER.resolve("npm.log"));
    }

    private static void copySources() throws IOException {
        Files.createDirectories(FOLDER);
        try (Stream<Path> sources = Files.list(SOURCES)) {
            for (Path source : sources.filter(Files::isRegularFile).toList()) {
                Files.copy(source, FOLDER.resolve(source.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private static int run(String... command) throws IOException {
        Process process = new ProcessBuilder(List.of(command))
                .directory(FOLDER.toFile())
                .redirectErrorStream(true)
                .redirectOutput(FOLDER.resolve(command[0] + ".log").toFile())
                .start();
        try {
            return process.waitFor(INSTALL_SECONDS, TimeUnit.SECONDS) ? process.exitValue() : 1;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return 1;
        } finally {
            process.destroy();
        }
    }
}
