package io.polyloop.proof.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** All results as a table to read, with a picture of each. */
final class Report {
    private static final String HEAD =
            """
            # What was broken, and what was kept

            Seed %d. Messages acknowledged, and of these lost; stored twice; gaps in the journal; then what 100 subscribers
            missed (holes), got twice (repeats), got late (inversions), were denied (resets), did not see to the end
            (behind), or saw in another order than the journal has.

            | | acknowledged | lost | stored twice | gaps | holes | repeats | inversions | resets | behind | other order |
            |---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|
            """;
    private static final String REQUESTS =
            """

            | | requests that were answered | refused | unknown | wrong | given up | \
            back after a kill, ms: median, p99, most (of) | publishing elsewhere disturbed, ms: median, most (of) | \
            all hear each other after a cut, ms: median, most (of) |
            |---|---:|---:|---:|---:|---:|---:|---:|---:|
            """;

    private final long seed;

    Report(long seed) {
        this.seed = seed;
    }

    void write(Path folder, List<ScenarioResult> results) throws IOException {
        StringBuilder text = new StringBuilder(HEAD.formatted(seed));
        results.forEach(result -> text.append(verdict(result)));
        text.append(REQUESTS);
        results.forEach(result -> text.append(requests(result)));
        for (ScenarioResult result : results) {
            String picture = result.scenario().name() + ".svg";
            Files.writeString(folder.resolve(picture), TimelineChart.of(result));
            text.append("\n## %s%n%n%s.%n%n![%s](%s)%n"
                    .formatted(
                            result.scenario().name(),
                            result.scenario().description(),
                            "acknowledged over time",
                            picture));
        }
        Files.writeString(folder.resolve("report.md"), text);
        System.out.println("\n" + text);
    }

    private static String verdict(ScenarioResult result) {
        ConsistencyCheck v = result.check();
        return "| %s | %,d | %d | %d | %d | %d | %d | %d | %d | %d | %d |%n"
                .formatted(
                        result.scenario().name(),
                        v.acknowledged(),
                        v.lost(),
                        v.storedTwice(),
                        v.gaps(),
                        v.missed(),
                        v.repeated(),
                        v.outOfOrder(),
                        v.resets(),
                        v.incomplete(),
                        v.divergent());
    }

    private static String requests(ScenarioResult result) {
        WriterStats tally = result.writes();
        return "| %s | %,d | %,d | %,d | %d | %d | %s | %s | %s |%n"
                .formatted(
                        result.scenario().name(),
                        tally.requests(PublishOutcome.OK),
                        tally.requests(PublishOutcome.REFUSED),
                        tally.requests(PublishOutcome.UNKNOWN),
                        tally.requests(PublishOutcome.UNEXPECTED),
                        tally.abandonedMessages(),
                        spread(result.outages(), 0.5, 0.99, 1),
                        spread(result.disruptions(), 0.5, 1),
                        spread(result.timeline().recoveries(), 0.5, 1));
    }

    /** @param sorted in milliseconds */
    private static String spread(List<Long> sorted, double... shares) {
        if (sorted.isEmpty()) {
            return "–";
        }
        StringBuilder text = new StringBuilder();
        for (double share : shares) {
            int index = (int) Math.ceil(share * sorted.size()) - 1;
            text.append(text.isEmpty() ? "" : ", ").append(sorted.get(Math.max(0, index)));
        }
        return text + " (" + sorted.size() + ")";
    }
}
