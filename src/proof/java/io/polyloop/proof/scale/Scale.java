package io.polyloop.proof.scale;

import io.polyloop.proof.local.LocalDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Measures a node alone and clusters of one, two, three and five nodes: {@code [--quick] [--sizes=1,4]}. The quick run
 * tries whether all of it works, and only its starts and its memory are worth something. Linux only.
 */
public final class Scale {
    private static final Path FOLDER = Path.of("target", "scale").toAbsolutePath();
    private static final String SIZES = "--sizes=";

    private Scale() {}

    public static void main(String[] args) throws Exception {
        Timing times = List.of(args).contains("--quick") ? Timing.quick() : Timing.standard();
        List<BenchmarkResult> figures = new ArrayList<>();
        try (LocalDatabase database = LocalDatabase.start(FOLDER)) {
            figures.add(new ClusterBenchmark(database, FOLDER.resolve("alone"), 1, false, times).run());
            for (int size : sizes(args)) {
                figures.add(new ClusterBenchmark(database, FOLDER.resolve("of-" + size), size, true, times).run());
            }
        }
        String report = Report.of(figures);
        Files.writeString(FOLDER.resolve("report.md"), report);
        System.out.println("\n" + report);
        // The clients of the probes have threads that would keep the process for a minute.
        System.exit(0);
    }

    private static List<Integer> sizes(String[] args) {
        return Stream.of(args)
                .filter(arg -> arg.startsWith(SIZES))
                .map(arg -> Stream.of(arg.substring(SIZES.length()).split(","))
                        .map(Integer::valueOf)
                        .toList())
                .findFirst()
                .orElse(List.of(1, 2, 3, 5));
    }
}
