package io.polyloop.bench.report;

import io.polyloop.bench.Results;
import io.polyloop.bench.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What is kept of a run. */
public final class Report {
    private static final Path FOLDER = Path.of("target", "bench");

    private Report() {}

    /** Writes it, and prints it. */
    public static void write(Results results, boolean keep) throws IOException {
        StringBuilder text = new StringBuilder("# Polyloop's benchmark\n\n");
        for (Workload workload : results.workloads()) {
            text.append("## ").append(workload.name()).append("\n\n");
            workload.notes().forEach(note -> text.append("- ").append(note).append('\n'));
            text.append('\n');
            Table.of(results.figures(workload)).forEach(table -> text.append(table.markdown()));
        }
        results.missing()
                .forEach(reason -> text.append("- Not here: ").append(reason).append('\n'));
        results.failures()
                .forEach(reason -> text.append("- FAILED: ").append(reason).append('\n'));
        Files.createDirectories(FOLDER);
        Files.writeString(FOLDER.resolve("report.md"), text);
        System.out.println(text);
    }
}
