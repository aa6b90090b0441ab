package io.polyloop.proof.outbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** Writes and prints the results, a column for each database. */
final class Report {
    private final long seed;
    private final List<OutboxResult> results;
    private final StringBuilder text = new StringBuilder();

    Report(long seed, List<OutboxResult> results) {
        this.seed = seed;
        this.results = results;
    }

    void write(Path folder) throws IOException {
        text.append("# State and message in one commit\n\nSeed ").append(seed).append(".\n\n");
        row("", result -> result.database().name().toLowerCase(Locale.ROOT));
        row("---", result -> "---:");
        row("acknowledged orders with rows", result -> number(result.log().committed()));
        for (Kind kind : Kind.values()) {
            Outcome outcome = kind.isRolledBack() ? Outcome.ROLLED_BACK : Outcome.STORED;
            row(
                    kind.code() + (kind.isRolledBack() ? ", rolled back" : ", acknowledged"),
                    result -> number(result.log().count(kind, outcome)));
        }
        row("rows stored", result -> number(result.stored().rows().size()));
        row("messages stored", result -> number(result.stored().messages().size()));
        row("answers that left the outcome open", result -> number(result.log().count(Outcome.UNKNOWN)));
        row("refused, to be tried again", result -> number(result.log().count(Outcome.REFUSED)));
        row("rolled back by a conflict and tried again, or found stored", result -> number(conflicts(result)));
        results.stream()
                .flatMap(result -> result.faults().keySet().stream())
                .distinct()
                .forEach(fault -> row(fault, result -> number(result.faults().getOrDefault(fault, 0L))));
        row("seconds", result -> number(result.time().toSeconds()));
        if (!results.isEmpty()) {
            results.get(0)
                    .violations()
                    .keySet()
                    .forEach(name -> row("**" + name + "**", result -> violations(result, name)));
        }
        results.forEach(result -> result.log().violations().stream().limit(20).forEach(violation -> text.append("\n- ")
                .append(violation)));
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("report.md"), text);
        System.out.println("\n" + text);
    }

    private static long conflicts(OutboxResult result) {
        long conflicts = 0;
        for (Kind kind : Kind.values()) {
            conflicts += kind.isRolledBack() ? 0 : result.log().count(kind, Outcome.ROLLED_BACK);
        }
        return conflicts;
    }

    private static String violations(OutboxResult result, String name) {
        long count = result.violations().get(name);
        return count == 0 ? "0" : "**" + number(count) + "**";
    }

    private void row(String title, Function<OutboxResult, String> cell) {
        text.append("| ").append(title).append(" |");
        results.forEach(result -> text.append(' ').append(cell.apply(result)).append(" |"));
        text.append('\n');
    }

    private static String number(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }
}
