package io.polyloop.proof.rebalance;

import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Writes a run as tables: what was required, and the share of each node over time. */
final class Report {
    private static final long ROW_MS = 30_000;
    private static final String HEAD =
            """
            # Live connections when nodes are added

            %,d clients at three nodes, then five, behind a balancer that chooses at random. %,d messages were acknowledged
            meanwhile. The nodes sent away %s clients, one client %d times at most. **%s.**

            ![connections of each node over time](%s)

            | | required | measured | |
            |---|---:|---:|---|
            """;

    private static final String SHARES =
            """

            Seconds after the balancer has the new nodes, and the share of each node, in percent of the mean:

            | s |""";

    private final StringBuilder text = new StringBuilder();
    private final RebalanceResult result;

    private Report(RebalanceResult result) {
        this.result = result;
    }

    /** @param chart the file name of the picture */
    static String of(RebalanceResult result, String chart) {
        return new Report(result).write(chart);
    }

    private String write(String chart) {
        text.append(String.format(
                Locale.ROOT,
                HEAD,
                result.clients(),
                result.check().acknowledged(),
                result.sentAway(),
                result.mostOften(),
                result.passed() ? "Passed" : "FAILED",
                chart));
        result.requirements().forEach(this::row);
        table();
        return text.toString();
    }

    private void table() {
        int nodes = result.last().connections().size();
        text.append(SHARES);
        text.append(IntStream.rangeClosed(1, nodes)
                .mapToObj(" node-%d |"::formatted)
                .collect(Collectors.joining()));
        text.append("\n|---:|").append("---:|".repeat(nodes)).append('\n');
        long next = result.addedAt();
        for (Loads.Sample sample : result.samples()) {
            if (sample.at() >= next || sample == result.last()) {
                shares(sample);
                next += ROW_MS;
            }
        }
    }

    private void row(RebalanceResult.Requirement one) {
        text.append("| %s | %s | %s | %s |%n"
                .formatted(one.what(), one.required(), one.measured(), one.met() ? "passed" : "FAILED"));
    }

    private void shares(Loads.Sample sample) {
        String each = sample.connections().stream()
                .map(count -> "%.0f".formatted(100 * count / Math.max(1, sample.mean())))
                .collect(Collectors.joining(" | "));
        text.append("| %d | %s |%n".formatted((sample.at() - result.addedAt()) / 1_000, each));
    }
}
