package io.polyloop.proof.limits;

import java.util.List;
import java.util.Locale;

/** Draws the curves as SVG, side by side; each has its own scale, and a second line for the node's core. */
final class LimitsChart {
    private static final int WIDTH = 220;
    private static final int HEIGHT = 140;
    private static final int MARGIN = 45;
    private static final int COLUMN = WIDTH + 2 * MARGIN;
    private static final int TOTAL_HEIGHT = HEIGHT + 2 * MARGIN;
    private static final String FRAME =
            """
            <g transform='translate(%d,%d)'>
            <text y='-22' font-weight='bold'>%s</text>
            <text y='-8' fill='#2a6fb0'>%s</text>
            <text x='%d' y='-8' text-anchor='end' fill='#c26a1b'>node's core, %%</text>
            <rect width='%d' height='%d' fill='none' stroke='#999'/>
            <text x='-4' y='10' text-anchor='end'>%s</text>
            <text x='-4' y='%d' text-anchor='end'>0</text>
            <text x='%d' y='10'>100</text>
            """;

    private LimitsChart() {}

    static String of(List<Curve> curves) {
        StringBuilder svg = new StringBuilder(
                ("<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 %d %d' font-family='sans-serif' font-size='10'>%n"
                                + "<rect width='100%%' height='100%%' fill='white'/>%n")
                        .formatted(COLUMN * curves.size(), TOTAL_HEIGHT));
        for (int i = 0; i < curves.size(); i++) {
            svg.append(panel(curves.get(i), COLUMN * i + MARGIN));
        }
        return svg.append("</svg>\n").toString();
    }

    private static String panel(Curve curve, int left) {
        double max = curve.points().stream().mapToDouble(Curve.Point::y).max().orElse(1);
        StringBuilder svg = new StringBuilder(FRAME.formatted(
                left, MARGIN, curve.title(), curve.y(), WIDTH, WIDTH, HEIGHT, rounded(max), HEIGHT, WIDTH + 4));
        StringBuilder line = new StringBuilder();
        StringBuilder core = new StringBuilder();
        for (int i = 0; i < curve.points().size(); i++) {
            Curve.Point point = curve.points().get(i);
            double x = (i + 0.5) * WIDTH / curve.points().size();
            line.append(at(x, point.y() / max));
            core.append(at(x, Math.min(1, point.nodeCpu() / 100)));
            svg.append("<text x='%.1f' y='%d' text-anchor='middle'>%s</text>%n"
                    .formatted(x, HEIGHT + 14, rounded(point.x())));
        }
        svg.append("<text x='%d' y='%d' text-anchor='middle'>%s</text>%n".formatted(WIDTH / 2, HEIGHT + 30, curve.x()));
        svg.append("<polyline fill='none' stroke='#c26a1b' stroke-dasharray='3' points='%s'/>%n".formatted(core));
        svg.append("<polyline fill='none' stroke='#2a6fb0' stroke-width='2' points='%s'/>%n</g>%n".formatted(line));
        return svg.toString();
    }

    private static String at(double x, double share) {
        return String.format(Locale.ROOT, "%.1f,%.1f ", x, HEIGHT - share * HEIGHT);
    }

    private static String rounded(double number) {
        return number >= 10_000 ? "%.0fk".formatted(number / 1_000) : "%.0f".formatted(number);
    }
}
