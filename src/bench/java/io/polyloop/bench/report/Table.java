package io.polyloop.bench.report;

import io.polyloop.bench.Figure;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The figures of one scenario: a row for each peer, a column for each quantity. */
public record Table(String title, List<Figure> figures) {
    /** One table for each title, in order of appearance. */
    static List<Table> of(List<Figure> figures) {
        return figures.stream()
                .map(Figure::table)
                .distinct()
                .map(title -> of(title, figures))
                .toList();
    }

    static Table of(String title, List<Figure> figures) {
        return new Table(
                title,
                figures.stream().filter(figure -> figure.table().equals(title)).toList());
    }

    Set<String> peers() {
        Set<String> peers = new LinkedHashSet<>();
        figures.forEach(figure -> peers.add(figure.peer()));
        return peers;
    }

    Optional<Spread> spread(String peer, String column) {
        List<Double> values = figures.stream()
                .filter(figure -> figure.peer().equals(peer) && figure.column().equals(column))
                .map(Figure::value)
                .toList();
        return values.isEmpty() ? Optional.empty() : Optional.of(Spread.of(values));
    }

    String markdown() {
        Set<String> columns = new LinkedHashSet<>();
        figures.forEach(figure -> columns.add(figure.column()));
        StringBuilder text = new StringBuilder("### " + title + "\n\n");
        text.append("| | ").append(String.join(" | ", columns)).append(" |\n|---|");
        text.append("---:|".repeat(columns.size())).append('\n');
        peers().forEach(peer -> text.append(toRow(peer, columns)));
        return text.append('\n').toString();
    }

    private String toRow(String peer, Set<String> columns) {
        StringBuilder row = new StringBuilder("| " + peer + " |");
        columns.forEach(column -> row.append(' ')
                .append(spread(peer, column).map(Spread::toString).orElse("–"))
                .append(" |"));
        return row.append('\n').toString();
    }
}
