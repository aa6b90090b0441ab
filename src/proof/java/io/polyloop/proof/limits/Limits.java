package io.polyloop.proof.limits;

import io.polyloop.proof.local.KeptResults;
import io.polyloop.proof.local.LocalDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Measures the limits of one node with one core and 1 GiB: {@code [--quick] [--keep]
 * [--database=postgresql]}. The report and its picture are in {@code target/limits}. Linux with at least two cores: the clients, and PostgreSQL, run on the others.
 */
public final class Limits {
    private static final Path FOLDER = Path.of("target", "limits").toAbsolutePath();

    private Limits() {}

    public static void main(String[] args) throws Exception {
        List<String> options = List.of(args);
        Sizes sizes = options.contains("--quick") ? Sizes.quick() : Sizes.standard();
        List<Curve> curves = new ArrayList<>();
        boolean postgres = options.contains("--database=postgresql");
        if (postgres) {
            try (LocalDatabase database = LocalDatabase.start(FOLDER)) {
                curves.addAll(measure(sizes, Map.of("POLYLOOP_JOURNAL_URL", database.url())));
            }
        } else {
            curves.addAll(measure(sizes, Map.of()));
        }
        Path report = FOLDER.resolve("limits-" + (postgres ? "postgresql" : "sqlite") + ".md");
        Path chart = FOLDER.resolve(report.getFileName().toString().replace(".md", ".svg"));
        String text = Report.of(curves, postgres, chart.getFileName().toString());
        Files.writeString(report, text);
        Files.writeString(chart, LimitsChart.of(curves));
        System.out.println("\n" + text + "\n" + report);
        KeptResults.keep(options, report, chart);
        // The threads of the HTTP clients would keep the process running for a minute.
        System.exit(0);
    }

    private static List<Curve> measure(Sizes sizes, Map<String, String> settings) throws IOException {
        List<Curve> curves = new ArrayList<>();
        try (OneCoreNode node = OneCoreNode.start(FOLDER, settings);
                Measurements measurements = new Measurements(node, sizes)) {
            System.out.println("warming up");
            measurements.warmUp();
            System.out.println("appends, one message a request");
            curves.add(measurements.appends(1));
            System.out.println("appends, " + Sizes.BATCH + " messages a request");
            curves.add(measurements.appends(Sizes.BATCH));
            System.out.println("deliveries");
            curves.add(measurements.deliveries());
            System.out.println("topics");
            curves.add(measurements.topics());
            System.out.println("connections");
            curves.add(measurements.connections());
        }
        return curves;
    }
}
