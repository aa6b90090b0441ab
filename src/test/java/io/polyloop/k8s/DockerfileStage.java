package io.polyloop.k8s;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The last stage of the Dockerfile: the parts that pods depend on. */
final class DockerfileStage {
    private DockerfileStage() {}

    static Path home() {
        return Path.of(last("WORKDIR"));
    }

    /** The numeric user and group, as {@code user:group}. */
    static String user() {
        return last("USER");
    }

    private static String last(String instruction) {
        List<String> values = lines().stream()
                .filter(line -> line.startsWith(instruction + " "))
                .map(line -> line.substring(instruction.length() + 1))
                .toList();
        return values.get(values.size() - 1);
    }

    private static List<String> lines() {
        try {
            return Files.readAllLines(Path.of("Dockerfile"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
