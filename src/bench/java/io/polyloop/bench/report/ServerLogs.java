package io.polyloop.bench.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/** The output of Polyloop's processes during the measurements. */
final class ServerLogs {
    private static final Path RUN = Path.of("target", "bench", "run");
    private static final String BLOCKED = "has been blocked for";

    private ServerLogs() {}

    /** Warnings of a blocked event loop; empty if no Polyloop process ran. */
    static OptionalDouble blockedThreads() {
        try (Stream<Path> files = Files.walk(RUN)) {
            var reports = files.filter(ServerLogs::isPolyloop)
                    .mapToLong(ServerLogs::blockedThreads)
                    .summaryStatistics();
            return reports.getCount() == 0 ? OptionalDouble.empty() : OptionalDouble.of(reports.getSum());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static boolean isPolyloop(Path file) {
        return file.endsWith("output.log")
                && file.getParent().getFileName().toString().startsWith("Polyloop");
    }

    private static long blockedThreads(Path log) {
        try (Stream<String> lines = Files.lines(log, StandardCharsets.ISO_8859_1)) {
            return lines.filter(line -> line.contains(BLOCKED)).count();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
