package io.polyloop.proof.rebalance;

import java.util.List;
import java.util.Locale;

/** Draws the connections of each node over time as SVG, and the band that counts as balanced. */
final class LoadChart {
    private static final int WIDTH = 1_000;
    private static final int HEIGHT = 400;
    private static final int LEFT = 60;
    private static final List<String> COLOURS = List.of("#2a6fb0", "#c0504d", "#3f8f3f", "#8e5ea2", "#d98e04");

    private final StringBuilder svg = new StringBuilder();
    private final RebalanceResult result;
    private final double length;
    private final double highest;

    private LoadChart(RebalanceResult result) {
        this.result = result;
        List<Loads.Sample> samples = result.samples();
        this.length = Math.max(1, samples.get(samples.size() - 1).at());
        this.highest = 1.1
                * samples.stream()
                        .flatMap(sample -> sample.connections().stream())
                        .mapToInt(Integer::intValue)
                        .max()
                        .orElse(1);
    }

    static String of(RebalanceResult result) {
        return new LoadChart(result).draw();
    }

    private String draw() {
        add(
                "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 %d %d' font-family='sans-serif' font-size='11'>",
                WIDTH + 20, HEIGHT + 40);
        add("<rect width='100%%' height='100%%' fill='white'/>");
        double mean = result.last().mean();
        double top = y(mean * (1 + Loads.TOLERANCE));
        add(
                "<rect x='%d' y='%.1f' width='%d' height='%.1f' fill='#e4f2e4'/>",
                LEFT, top, WIDTH - LEFT, y(mean * (1 - Loads.TOLERANCE)) - top);
        add("<text x='4' y='%.1f'>%.0f</text>", y(mean) + 4, mean);
        double begin = x(result.addedAt());
        add("<line x1='%.1f' y1='10' x2='%.1f' y2='%d' stroke='#999' stroke-dasharray='4'/>", begin, begin, HEIGHT);
        add("<text x='%.1f' y='20'>two nodes more</text>", begin + 4);
        for (int node = 0; node < result.last().connections().size(); node++) {
            line(node);
        }
        add("<text x='%d' y='%d'>0 s</text>", LEFT, HEIGHT + 20);
        add("<text x='%d' y='%d' text-anchor='end'>%.0f s</text>", WIDTH, HEIGHT + 20, length / 1_000);
        return svg.append("</svg>\n").toString();
    }

    private void line(int node) {
        StringBuilder points = new StringBuilder();
        for (Loads.Sample sample : result.samples()) {
            points.append(
                    format("%.1f,%.1f ", x(sample.at()), y(sample.connections().get(node))));
        }
        String colour = COLOURS.get(node % COLOURS.size());
        add("<polyline fill='none' stroke='%s' stroke-width='1.5' points='%s'/>", colour, points);
        add("<text x='%d' y='%d' fill='%s'>node-%d</text>", LEFT + 60 * node, HEIGHT + 36, colour, node + 1);
    }

    private double x(long at) {
        return LEFT + at / length * (WIDTH - LEFT);
    }

    private double y(double connections) {
        return HEIGHT - connections / highest * (HEIGHT - 10);
    }

    private void add(String element, Object... values) {
        svg.append(format(element, values)).append('\n');
    }

    // Not with the commas of other locales: SVG reads them as separators.
    private static String format(String text, Object... values) {
        return String.format(Locale.ROOT, text, values);
    }
}
