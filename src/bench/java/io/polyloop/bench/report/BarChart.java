package io.polyloop.bench.report;

import io.polyloop.bench.Figure;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * A bar chart of one column: one group of bars for each peer, one bar for each table.
 *
 * @param labels the names of the tables in the legend, in their order
 */
record BarChart(String title, List<String> tables, List<String> labels, String column) {
    private static final int WIDTH = 720;
    private static final int LEFT = 176;
    private static final int RIGHT = 70;
    private static final int TOP = 60;
    private static final int BAR = 16;
    private static final int GAP = 12;
    private static final int FIRST_LABEL = 200;
    private static final int LABEL = 60;

    /** The chart; empty if no figure for it was measured. */
    String svg(List<Figure> figures) {
        List<String> peers = peers(figures);
        int group = tables.size() * BAR + GAP;
        Svg svg = new Svg(WIDTH, TOP + peers.size() * group + GAP);
        svg.text(GAP, 22, "title", title);
        legend(svg);
        double longest = longest(figures, peers);
        for (int i = 0; i < peers.size(); i++) {
            group(svg, figures, peers.get(i), TOP + i * group, longest);
        }
        return peers.isEmpty() ? "" : svg.toString();
    }

    private List<String> peers(List<Figure> figures) {
        Set<String> peers = new LinkedHashSet<>();
        tables.forEach(table -> peers.addAll(Table.of(table, figures).peers()));
        return new ArrayList<>(peers);
    }

    private void legend(Svg svg) {
        for (int i = 0; i < labels.size() && labels.size() > 1; i++) {
            // The first label is longer: it names the unit of the numbers in the others.
            double x = LEFT + (i == 0 ? 0 : FIRST_LABEL + (i - 1) * LABEL);
            svg.box(x, 36, 12, 12, i).text(x + 18, 46.5, "label", labels.get(i));
        }
    }

    private double longest(List<Figure> figures, List<String> peers) {
        return peers.stream()
                .flatMap(peer -> tables.stream().map(table -> new Cell(table, peer, column).apply(figures)))
                .mapToDouble(value -> value.orElse(0))
                .max()
                .orElse(1);
    }

    private void group(Svg svg, List<Figure> figures, String peer, int y, double longest) {
        svg.text(LEFT - 8, y + tables.size() * BAR / 2.0 + 4.5, "end", peer);
        for (int i = 0; i < tables.size(); i++) {
            OptionalDouble value = new Cell(tables.get(i), peer, column).apply(figures);
            if (value.isPresent()) {
                double length = value.getAsDouble() / longest * (WIDTH - LEFT - RIGHT);
                svg.box(LEFT, y + i * BAR, length, BAR - 2, i)
                        .text(LEFT + length + 6, y + i * BAR + 11.5, "label", Spread.format(value.getAsDouble()));
            }
        }
    }
}
