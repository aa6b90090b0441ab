package io.polyloop.bench.report;

import io.polyloop.bench.Figure;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A chart of one table with logarithmic axes: a line for each row, a point for each column named by a number. */
record LineChart(String title, String table, String axis) {
    private static final int WIDTH = 720;
    private static final int HEIGHT = 380;
    private static final int LEFT = 60;
    private static final int RIGHT = 220;
    private static final int TOP = 50;
    private static final int BOTTOM = 50;

    /** The chart; empty if no figure for it was measured. */
    String svg(List<Figure> figures) {
        Table rows = Table.of(table, figures);
        if (rows.figures().isEmpty()) {
            return "";
        }
        LogAxes scales = LogAxes.of(rows.figures());
        Svg svg = new Svg(WIDTH, HEIGHT).text(12, 22, "title", title);
        svg.text((LEFT + WIDTH - RIGHT) / 2.0, HEIGHT - 10, "middle", axis);
        scales.draw(svg);
        List<String> peers = new ArrayList<>(rows.peers());
        for (int i = 0; i < peers.size(); i++) {
            line(svg, rows, peers.get(i), i, scales);
        }
        return svg.toString();
    }

    private static void line(Svg svg, Table rows, String peer, int series, LogAxes scales) {
        double lastX = 0;
        double lastY = 0;
        for (String column : columns(rows)) {
            Optional<Spread> spread = rows.spread(peer, column);
            if (spread.isPresent()) {
                double x = scales.x(number(column));
                double y = scales.y(spread.get().median());
                svg.dot(x, y, series);
                if (lastX > 0) {
                    svg.line(lastX, lastY, x, y, series);
                }
                lastX = x;
                lastY = y;
            }
        }
        double legend = TOP + 10 + series * 20.0;
        svg.dot(WIDTH - RIGHT + 24, legend - 4, series).text(WIDTH - RIGHT + 34, legend, "label", peer);
    }

    private static List<String> columns(Table rows) {
        return rows.figures().stream()
                .map(Figure::column)
                .distinct()
                .sorted((one, other) -> Double.compare(number(one), number(other)))
                .toList();
    }

    private static double number(String column) {
        return Double.parseDouble(column.replaceAll("[^0-9.]", ""));
    }

    /** Maps values to coordinates. */
    private record LogAxes(int firstX, int lastX, int firstY, int lastY) {
        static LogAxes of(List<Figure> figures) {
            var x = figures.stream()
                    .mapToDouble(figure -> number(figure.column()))
                    .summaryStatistics();
            var y = figures.stream().mapToDouble(Figure::value).summaryStatistics();
            int right = (int) Math.ceil(Math.log10(x.getMax()));
            int top = (int) Math.ceil(Math.log10(y.getMax()));
            return new LogAxes(
                    Math.min(right - 1, (int) Math.floor(Math.log10(x.getMin()))),
                    right,
                    Math.min(top - 1, (int) Math.floor(Math.log10(y.getMin()))),
                    top);
        }

        double x(double value) {
            return LEFT + (Math.log10(value) - firstX) / (lastX - firstX) * (WIDTH - LEFT - RIGHT);
        }

        double y(double value) {
            return HEIGHT - BOTTOM - (Math.log10(value) - firstY) / (lastY - firstY) * (HEIGHT - TOP - BOTTOM);
        }

        void draw(Svg svg) {
            for (int i = firstX; i <= lastX; i++) {
                double value = Math.pow(10, i);
                svg.axis(x(value), TOP, x(value), HEIGHT - BOTTOM);
                svg.text(x(value), HEIGHT - BOTTOM + 18, "middle", String.format(Locale.ROOT, "%,.0f", value));
            }
            for (int i = firstY; i <= lastY; i++) {
                double value = Math.pow(10, i);
                svg.axis(LEFT, y(value), WIDTH - RIGHT, y(value));
                svg.text(LEFT - 6, y(value) + 4, "end", value < 1 ? String.valueOf(value) : Spread.format(value));
            }
        }
    }
}
