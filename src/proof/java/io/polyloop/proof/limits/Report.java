package io.polyloop.proof.limits;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/** Writes the measurements as tables. */
final class Report {
    private static final String HEAD =
            """
            # What one node carries

            One core (`taskset -c 0`), a heap of 512 MiB, which the image takes of 1 GiB; the journal is on %s. Clients%s have
            the other cores. Messages have 128 bytes of data. Where the clients need about 100 %% of a core, they are the limit,
            and the node carries more. %s

            | | most | at | p99 or live heap | node's core, %% |
            |---|---:|---|---:|---:|
            """;

    private Report() {}

    /** @param chart the file name of the picture */
    static String of(List<Curve> curves, boolean postgres, String chart) throws IOException {
        StringBuilder text = new StringBuilder(
                HEAD.formatted(postgres ? "PostgreSQL" : "SQLite", postgres ? " and PostgreSQL" : "", machine()));
        curves.forEach(curve -> text.append(most(curve)));
        text.append("%n![limits](%s)%n".formatted(chart));
        for (Curve curve : curves) {
            text.append("%n## %s%n%n| %s | %s | %s | node's core, %% | clients', %% |%n|---:|---:|---:|---:|---:|%n"
                    .formatted(curve.title(), curve.x(), curve.y(), curve.aside()));
            curve.points()
                    .forEach(point -> text.append("| %,.0f | %,.0f | %,.1f | %.0f | %.0f |%n"
                            .formatted(point.x(), point.y(), point.aside(), point.nodeCpu(), point.clientCpu())));
        }
        return text.toString();
    }

    private static String most(Curve curve) {
        Curve.Point point = curve.points().stream()
                .max(Comparator.comparingDouble(Curve.Point::y))
                .orElseThrow();
        return "| %s | %,.0f %s | %,.0f %s | %,.1f %s | %.0f |%n"
                .formatted(
                        curve.title(),
                        point.y(),
                        curve.y(),
                        point.x(),
                        curve.x(),
                        point.aside(),
                        curve.aside(),
                        point.nodeCpu());
    }

    private static String machine() throws IOException {
        String model = Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
                .filter(line -> line.startsWith("model name"))
                .map(line -> line.replaceFirst(".*:\\s*", ""))
                .findFirst()
                .orElse(System.getProperty("os.arch"));
        return "%s, Java %s.".formatted(model, Runtime.version());
    }
}
