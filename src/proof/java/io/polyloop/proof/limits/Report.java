package io.polyloop.proof.limits;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Writes the measurements as tables. */
final class Report {
    private static final String HEAD =
            """
            # Limits of one node

            One core (`taskset -c 0`), a heap of 512 MiB, the journal on %s; clients%s on the other core. Messages have 128
            bytes of data. Where the clients need about 100 %%, they are the limit, and the node carries more. %s

            ![limits](%s.svg)
            """;

    private Report() {}

    static String of(List<Curve> curves, String database) throws IOException {
        boolean postgres = database.equals("postgresql");
        StringBuilder text = new StringBuilder(HEAD.formatted(
                postgres ? "PostgreSQL" : "SQLite", postgres ? " and PostgreSQL" : "", machine(), database));
        for (Curve curve : curves) {
            text.append("%n## %s%n%n| %s | %s | %s | node's core, %% | clients', %% |%n|---:|---:|---:|---:|---:|%n"
                    .formatted(curve.title(), curve.x(), curve.y(), curve.aside()));
            curve.points()
                    .forEach(point -> text.append("| %,.0f | %,.0f | %,.1f | %.0f | %.0f |%n"
                            .formatted(point.x(), point.y(), point.aside(), point.nodeCpu(), point.clientCpu())));
        }
        return text.toString();
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
