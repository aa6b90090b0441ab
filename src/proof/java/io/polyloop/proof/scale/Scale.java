package io.polyloop.proof.scale;

import io.polyloop.proof.local.LocalDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Measures a single node and clusters of one, two, three and five nodes: {@code [--quick] [--sizes=1,4]}. A quick run
 * shows that the tool works; only its start times and memory are meaningful. Linux only.
 */
public final class Scale {
    private static final Path FOLDER = Path.of("target", "scale").toAbsolutePath();
    private static final String SIZES = "--sizes=";

    private Scale() {}

    public static void main(String[] args) throws Exception {
        Timing timing = List.of(args).contains("--quick") ? Timing.quick() : Timing.standard();
        List<BenchmarkResult> results = new ArrayList<>();
        try (LocalDatabase database = LocalDatabase.start(FOLDER)) {
            results.add(new ClusterBenchmark(database, FOLDER.resolve("alone"), 1, false, timing).run());
            for (int size : sizes(args)) {
                results.add(new ClusterBenchmark(database, FOLDER.resolve("of-" + size), size, true, timing).run());
            }
        }
        String report = Report.of(results);
        Files.writeString(FOLDER.resolve("report.md"), report);
        System.out.println("\n" + report);
        // The threads of the HTTP clients would keep the process running for a minute.
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
