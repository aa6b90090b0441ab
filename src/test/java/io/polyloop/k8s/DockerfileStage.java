package io.polyloop.k8s;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The last stage of the Dockerfile: the parts that pods depend on. */
final class DockerfileStage {
    private static final List<String> LINES = lines();

    private DockerfileStage() {}

    static Path home() {
        return Path.of(last("WORKDIR"));
    }

    /** The numeric user and group, as {@code user:group}. */
    static String user() {
        return last("USER");
    }

    /** The share of the memory that the image gives to the heap. */
    static int heapPercent() {
        Pattern share = Pattern.compile("-XX:MaxRAMPercentage=(\\d+)");
        return LINES.stream()
                .map(share::matcher)
                .filter(Matcher::find)
                .map(it -> Integer.parseInt(it.group(1)))
                .findFirst()
                .orElseThrow();
    }

    private static String last(String instruction) {
        List<String> values = LINES.stream()
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
