package io.polyloop.scale;

import io.polyloop.local.LocalDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Measures a node alone and clusters of one, two, three and five nodes: {@code [--quick]} tries whether all of it
 * works, and its figures are worth nothing. Linux only.
 */
public final class Scale {
    private static final Path FOLDER = Path.of("target", "scale").toAbsolutePath();
    private static final List<Integer> SIZES = List.of(1, 2, 3, 5);

    private Scale() {}

    public static void main(String[] args) throws Exception {
        Times times = List.of(args).contains("--quick") ? Times.quick() : Times.usual();
        List<Figures> figures = new ArrayList<>();
        try (LocalDatabase database = LocalDatabase.start(FOLDER)) {
            figures.add(new Trial(database, FOLDER.resolve("alone"), 1, false, times).run());
            for (int size : SIZES) {
                figures.add(new Trial(database, FOLDER.resolve("of-" + size), size, true, times).run());
            }
        }
        String report = Report.of(figures);
        Files.writeString(FOLDER.resolve("report.md"), report);
        System.out.println("\n" + report);
        // The clients of the probes have threads that would keep the process for a minute.
        System.exit(0);
    }
}
