package io.polyloop.bench.report;

import io.polyloop.bench.Results;
import io.polyloop.bench.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/** The report of a run: tables in Markdown, and charts. */
public final class Report {
    private static final Path FOLDER = Path.of("target", "bench");
    private static final String REPORT = "report.md";
    private static final Path RESULTS = Path.of("src", "bench", "results");

    private Report() {}

    /**
     * Writes and prints the report.
     *
     * @param whole whether all workloads ran, so that a target without figures is listed as not measured
     */
    public static void write(Results results, String command, boolean whole) throws IOException, InterruptedException {
        StringBuilder text = new StringBuilder("# Polyloop's benchmark\n\n" + Environment.markdown(command));
        text.append("Medians of all rounds, and (least–most). CPU is the user and system time of the server.\n\n");
        text.append("## Targets\n\n").append(Targets.markdown(results.figures(), whole));
        list(text, "Not installed, not measured", results.unavailable());
        list(text, "Failed", results.failures());
        results.workloads().forEach(workload -> append(text, workload, results));
        clear();
        Files.writeString(FOLDER.resolve(REPORT), text);
        Charts.write(FOLDER, results.figures());
        System.out.println(text);
    }

    /** Copies the last report under this name to the folder for committed results. */
    public static void keep(String name) throws IOException {
        Files.createDirectories(RESULTS);
        try (Stream<Path> files = Files.list(FOLDER)) {
            for (Path file : files.filter(Report::isKept).toList()) {
                Files.copy(file, RESULTS.resolve(kept(file, name)), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    /** Deletes the charts of an earlier run, which would otherwise be kept with this report. */
    private static void clear() throws IOException {
        Files.createDirectories(FOLDER);
        try (Stream<Path> files = Files.list(FOLDER)) {
            for (Path file : files.filter(Report::isKept).toList()) {
                Files.delete(file);
            }
        }
    }

    private static void append(StringBuilder text, Workload workload, Results results) {
        text.append("## ").append(workload.name()).append("\n\n");
        workload.notes().forEach(note -> text.append("- ").append(note).append('\n'));
        text.append('\n');
        Table.of(results.figures(workload)).forEach(table -> text.append(table.markdown()));
    }

    private static void list(StringBuilder text, String title, List<String> lines) {
        if (!lines.isEmpty()) {
            text.append("## ").append(title).append("\n\n");
            lines.forEach(line -> text.append("- ").append(line).append('\n'));
            text.append('\n');
        }
    }

    private static String kept(Path file, String name) {
        return file.endsWith(REPORT) ? name + ".md" : file.getFileName().toString();
    }

    private static boolean isKept(Path file) {
        String name = file.getFileName().toString();
        return name.endsWith(".svg") || name.equals(REPORT);
    }
}
