package io.polyloop.proof.dashboard;

import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/** Draws the panels of a dashboard as SVG, each in its place. */
final class DashboardChart {
    static final int COLUMN = 50;
    static final int LINE = 21;
    private static final int GAP = 4;
    private static final List<String> COLOURS = List.of(
            "#4a9d3f", "#d9a514", "#3274d9", "#e0752d", "#8f5bb5", "#2aa6a6", "#c4162a", "#7a6f5d", "#e55fa3",
            "#5b6b7a");

    private final StringBuilder svg = new StringBuilder();
    private final Queries time;

    /** @param time what the horizontal axis shows */
    DashboardChart(Queries time) {
        this.time = time;
    }

    void heading(Panel row) {
        add("<text x='6' y='%d' font-size='13' font-weight='bold'>%s</text>", top(row) + 15, escape(row.title()));
    }

    void panel(Panel panel, List<Panel.Line> lines) {
        int width = panel.place().getInteger("w") * COLUMN - GAP;
        int height = panel.place().getInteger("h") * LINE - GAP;
        add(
                "<svg x='%d' y='%d' width='%d' height='%d'>",
                panel.place().getInteger("x") * COLUMN, top(panel), width, height);
        add("<rect width='%d' height='%d' fill='white' stroke='#ddd'/>", width, height);
        add("<text x='8' y='16' font-weight='bold'>%s</text>", escape(panel.title()));
        if (lines.isEmpty()) {
            add(
                    "<text x='%d' y='%d' text-anchor='middle' fill='#888'>%s</text>",
                    width / 2, height / 2, escape(panel.empty() == null ? "no data" : panel.empty()));
        } else if (panel.isStates()) {
            states(lines, width);
        } else {
            new Plot(panel, width, height).draw(lines);
        }
        add("</svg>");
    }

    String svg(int lines) {
        return ("<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 %d %d' font-family='sans-serif' font-size='10'>%n"
                                + "<rect width='100%%' height='100%%' fill='#f4f5f5'/>%n")
                        .formatted(24 * COLUMN, lines * LINE)
                + svg + "</svg>\n";
    }

    private void states(List<Panel.Line> lines, int width) {
        int left = 240;
        int y = 30;
        for (Panel.Line line : lines) {
            add("<text x='8' y='%d'>%s</text>", y + 11, escape(line.legend()));
            for (long at : line.series().points().keySet()) {
                double share = share(at);
                add(
                        "<rect x='%.1f' y='%d' width='%.1f' height='14' fill='#e02f44'/>",
                        left + share * (width - left - 10),
                        y,
                        1 + time.stepSeconds() * (width - left - 10.0) / seconds());
            }
            y += 20;
        }
    }

    private double share(long at) {
        return (at - time.from().getEpochSecond()) / (double) seconds();
    }

    private long seconds() {
        return time.to().getEpochSecond() - time.from().getEpochSecond();
    }

    private static int top(Panel panel) {
        return panel.place().getInteger("y") * LINE;
    }

    private void add(String format, Object... values) {
        svg.append(String.format(Locale.ROOT, format, values)).append('\n');
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;");
    }

    /** The curves of one panel. */
    private final class Plot {
        private static final int LEFT = 62;
        private static final int TOP = 26;
        private static final int LEGEND = 26;

        private final Panel panel;
        private final int width;
        private final int height;
        private final SortedMap<Long, Double> base = new TreeMap<>();
        private double highest;
        private double lowest;

        Plot(Panel panel, int width, int height) {
            this.panel = panel;
            this.width = width - LEFT - 10;
            this.height = height - TOP - LEGEND;
        }

        void draw(List<Panel.Line> lines) {
            scale(lines);
            for (double share : new double[] {0, 0.5, 1}) {
                double y = TOP + (1 - share) * height;
                add("<path d='M%d %.0fH%d' stroke='#e8e8e8'/>", LEFT, y, LEFT + width);
                String label = Numbers.format(lowest + share * (highest - lowest), panel.unit());
                add("<text x='%d' y='%.0f' text-anchor='end' fill='#666'>%s</text>", LEFT - 5, y + 3, label);
            }
            for (int i = 0; i < lines.size(); i++) {
                curve(lines.get(i), lines.get(i).isLimit() ? "#e02f44" : COLOURS.get(i % COLOURS.size()));
            }
            legend(lines);
        }

        private void scale(List<Panel.Line> lines) {
            SortedMap<Long, Double> total = new TreeMap<>();
            for (Panel.Line line : lines) {
                line.series().points().forEach((at, value) -> {
                    double top = panel.isStacked() ? total.merge(at, value, Double::sum) : value;
                    highest = Math.max(highest, top);
                    lowest = Math.min(lowest, value);
                });
            }
            highest = highest == lowest ? lowest + 1 : lowest + Numbers.round(highest - lowest, panel.unit());
        }

        private void curve(Panel.Line line, String colour) {
            StringBuilder points = new StringBuilder();
            long before = Long.MIN_VALUE;
            for (var point : line.series().points().entrySet()) {
                double value = panel.isStacked()
                        ? base.merge(point.getKey(), point.getValue(), Double::sum)
                        : point.getValue();
                boolean follows = point.getKey() - before == time.stepSeconds();
                points.append(String.format(
                        Locale.ROOT,
                        "%s%.0f %.0f",
                        follows ? " " : "M",
                        LEFT + share(point.getKey()) * width,
                        TOP + (highest - value) / (highest - lowest) * height));
                before = point.getKey();
            }
            add(
                    "<path fill='none' stroke='%s' stroke-width='1.3'%s d='%s'/>",
                    colour, line.isLimit() ? " stroke-dasharray='6 4'" : "", points);
        }

        private void legend(List<Panel.Line> lines) {
            int x = 8;
            int y = TOP + height + 14;
            for (int i = 0; i < lines.size(); i++) {
                String text = lines.get(i).legend();
                int length = 16 + text.length() * 6;
                if (x + length > LEFT + width && y == TOP + height + 14) {
                    x = 8;
                    y += 11;
                }
                if (x + length <= LEFT + width + 10) {
                    String colour = lines.get(i).isLimit() ? "#e02f44" : COLOURS.get(i % COLOURS.size());
                    add("<rect x='%d' y='%d' width='8' height='2' fill='%s'/>", x, y - 4, colour);
                    add("<text x='%d' y='%d' fill='#444'>%s</text>", x + 11, y, escape(text));
                    x += length;
                }
            }
        }
    }
}
