package io.polyloop.bench.report;

import java.util.Locale;

/** Builds an SVG image of lines, boxes and text that is readable on light and on dark pages. */
final class Svg {
    /** The colours of the series; each has contrast on white and on black. */
    private static final String[] COLOURS = {"#2f81f7", "#e8833a", "#2da44e", "#a371f7", "#d1495b", "#7a8490"};

    // Has a background, because a dark page can be shown by a browser that prefers light images.
    private static final String STYLE =
            "text{font:13px system-ui,sans-serif;fill:#24292f}.title{font-weight:600;font-size:15px}"
                    + ".background{fill:#fff;stroke:#d0d7de}.axis{stroke:#8c959f;stroke-width:1}"
                    + ".end{text-anchor:end}.middle{text-anchor:middle}@media(prefers-color-scheme:dark)"
                    + "{text{fill:#e6edf3}.background{fill:#0d1117;stroke:#30363d}.axis{stroke:#6e7681}}";

    private final int width;
    private final int height;
    private final StringBuilder body = new StringBuilder();

    Svg(int width, int height) {
        this.width = width;
        this.height = height;
        add("<rect class='background' x='.5' y='.5' width='%d' height='%d' rx='6'/>", width - 1, height - 1);
    }

    static String colour(int series) {
        return COLOURS[series % COLOURS.length];
    }

    Svg text(double x, double y, String cssClass, String words) {
        return add("<text x='%.1f' y='%.1f' class='%s'>%s</text>", x, y, cssClass, escaped(words));
    }

    Svg box(double x, double y, double boxWidth, double boxHeight, int series) {
        return add(
                "<rect x='%.1f' y='%.1f' width='%.1f' height='%.1f' rx='2' fill='%s'/>",
                x, y, boxWidth, boxHeight, colour(series));
    }

    Svg axis(double fromX, double fromY, double toX, double toY) {
        return add("<line class='axis' x1='%.1f' y1='%.1f' x2='%.1f' y2='%.1f'/>", fromX, fromY, toX, toY);
    }

    Svg line(double fromX, double fromY, double toX, double toY, int series) {
        return add(
                "<line x1='%.1f' y1='%.1f' x2='%.1f' y2='%.1f' stroke='%s' stroke-width='2'/>",
                fromX, fromY, toX, toY, colour(series));
    }

    Svg dot(double x, double y, int series) {
        return add("<circle cx='%.1f' cy='%.1f' r='3.5' fill='%s'/>", x, y, colour(series));
    }

    @Override
    public String toString() {
        return String.format(
                "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 %d %d' width='%d' height='%d' role='img'>%n"
                        + "<style>%s</style>%n%s</svg>%n",
                width, height, width, height, STYLE, body);
    }

    private Svg add(String element, Object... values) {
        body.append(String.format(Locale.ROOT, element, values)).append('\n');
        return this;
    }

    private static String escaped(String words) {
        return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
