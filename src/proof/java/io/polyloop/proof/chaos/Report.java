package io.polyloop.proof.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** Writes all results as tables, with a chart of each scenario. */
final class Report {
    private static final String CHECKS =
            """
            # Injected faults and their effects

            Seed %d. Messages acknowledged, and how many of them were lost; messages stored twice; gaps in the journal. Then
            the deliveries to 100 subscribers: messages missed, repeated, and out of order; resets; subscribers that did not
            receive the end of their topic (incomplete), or received it in another order than the journal (divergent).

            | | acknowledged | lost | stored twice | gaps | missed | repeated | out of order | resets | incomplete | \
            divergent |
            |---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|
            """;
    private static final String REQUESTS =
            """

            Requests by outcome, and times in milliseconds, each with the number of samples in parentheses: until a client
            was back after a kill of its node; until a kill no longer disrupted publishing through the other nodes; until
            all nodes were ready again after a cut.

            | | OK | refused | unknown | unexpected | given up | back after a kill: median, p99, max | \
            publishing disrupted: median, max | ready after a cut: median, max |
            |---|---:|---:|---:|---:|---:|---:|---:|---:|
            """;

    private final long seed;

    Report(long seed) {
        this.seed = seed;
    }

    void write(Path folder, List<ScenarioResult> results) throws IOException {
        StringBuilder text = new StringBuilder(CHECKS.formatted(seed));
        results.forEach(result -> text.append(checkRow(result)));
        text.append(REQUESTS);
        results.forEach(result -> text.append(requestRow(result)));
        results.stream().filter(result -> result.tokensRenewed() > 0).forEach(result -> text.append(tokenLine(result)));
        results.forEach(result -> result.timeline()
                .refusals()
                .forEach(refusal -> text.append(
                        "\n%s was refused by %s%n".formatted(result.scenario().name(), refusal))));
        for (ScenarioResult result : results) {
            String chart = result.scenario().name() + ".svg";
            Files.writeString(folder.resolve(chart), TimelineChart.of(result));
            text.append("\n## %s%n%n%s.%n%n![%s](%s)%n"
                    .formatted(
                            result.scenario().name(),
                            result.scenario().description(),
                            "acknowledgements over time",
                            chart));
        }
        Files.writeString(folder.resolve("report.md"), text);
        System.out.println("\n" + text);
    }

    private static String checkRow(ScenarioResult result) {
        ConsistencyCheck check = result.check();
        return "| %s | %,d | %s |%n"
                .formatted(
                        result.scenario().name(),
                        check.acknowledged(),
                        check.violations().values().stream()
                                .map(String::valueOf)
                                .collect(Collectors.joining(" | ")));
    }

    private static String tokenLine(ScenarioResult result) {
        return "\n%s with tokens: %,d renewed on an open connection; good tokens refused: %d%n"
                .formatted(result.scenario().name(), result.tokensRenewed(), result.tokensRefused());
    }

    private static String requestRow(ScenarioResult result) {
        WriterStats writes = result.writes();
        return "| %s | %,d | %,d | %,d | %d | %d | %s | %s | %s |%n"
                .formatted(
                        result.scenario().name(),
                        writes.requests(PublishOutcome.OK),
                        writes.requests(PublishOutcome.REFUSED),
                        writes.requests(PublishOutcome.UNKNOWN),
                        writes.requests(PublishOutcome.UNEXPECTED),
                        writes.abandonedMessages(),
                        quantiles(result.outages(), 0.5, 0.99, 1),
                        quantiles(result.disruptions(), 0.5, 1),
                        quantiles(result.timeline().recoveries(), 0.5, 1));
    }

    /** @param sorted in milliseconds */
    private static String quantiles(List<Long> sorted, double... quantiles) {
        if (sorted.isEmpty()) {
            return "–";
        }
        StringBuilder text = new StringBuilder();
        for (double quantile : quantiles) {
            int index = (int) Math.ceil(quantile * sorted.size()) - 1;
            text.append(text.isEmpty() ? "" : ", ").append(sorted.get(Math.max(0, index)));
        }
        return text + " (" + sorted.size() + ")";
    }
}
