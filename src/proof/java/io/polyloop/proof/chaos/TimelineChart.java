package io.polyloop.proof.chaos;

import java.util.List;
import java.util.Map;

/** Draws a scenario over time as SVG: acknowledgements per second, the readiness of each node, and the faults. */
final class TimelineChart {
    private static final int WIDTH = 1_000;
    private static final int LEFT = 90;
    private static final int CURVE_HEIGHT = 160;
    private static final int LANE_HEIGHT = 22;

    private final StringBuilder svg = new StringBuilder();
    private final ScenarioResult result;
    private final double length;

    private TimelineChart(ScenarioResult result) {
        this.result = result;
        this.length = Math.max(1, result.timeline().elapsedMs());
    }

    static String of(ScenarioResult result) {
        return new TimelineChart(result).draw();
    }

    private String draw() {
        Map<String, List<Timeline.Sample>> ready = result.timeline().ready();
        int height = CURVE_HEIGHT + 40 + (ready.size() + 1) * LANE_HEIGHT + 20;
        add("<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 %d %d' font-family='sans-serif' font-size='11'>"
                .formatted(WIDTH + 20, height));
        add("<rect width='100%' height='100%' fill='white'/>");
        drawAcks(result.writes().acksPerSecond());
        int y = CURVE_HEIGHT + 30;
        for (Map.Entry<String, List<Timeline.Sample>> lane : ready.entrySet()) {
            drawLane(lane.getKey(), y);
            drawReadiness(lane.getValue(), y);
            y += LANE_HEIGHT;
        }
        drawLane("database", y);
        for (Timeline.Event event : result.timeline().events()) {
            drawEvent(event, CURVE_HEIGHT + 30 + row(event.lane(), ready) * LANE_HEIGHT);
        }
        add("<text x='%d' y='%d'>0 s</text><text x='%d' y='%d' text-anchor='end'>%.0f s</text>"
                .formatted(LEFT, height - 6, WIDTH, height - 6, length / 1_000));
        return svg.append("</svg>\n").toString();
    }

    private void drawAcks(List<Integer> acks) {
        int max = Math.max(1, acks.stream().mapToInt(Integer::intValue).max().orElse(1));
        StringBuilder points = new StringBuilder();
        for (int second = 0; second < acks.size(); second++) {
            double y = CURVE_HEIGHT + 10 - acks.get(second) * (double) CURVE_HEIGHT / max;
            points.append("%.1f,%.1f ".formatted(x(second * 1_000L), y));
        }
        add("<text x='4' y='20'>%d acks/s</text>".formatted(max));
        add("<polyline fill='none' stroke='#2a6fb0' points='%s'/>".formatted(points));
    }

    private void drawLane(String name, int y) {
        add("<text x='4' y='%d'>%s</text>".formatted(y + 13, name));
        add("<rect x='%d' y='%d' width='%d' height='%d' fill='#eee'/>"
                .formatted(LEFT, y, WIDTH - LEFT, LANE_HEIGHT - 6));
    }

    private void drawReadiness(List<Timeline.Sample> samples, int y) {
        for (int i = 0; i + 1 < samples.size(); i++) {
            double from = x(samples.get(i).at());
            double to = x(samples.get(i + 1).at());
            String colour = samples.get(i).ready() ? "#9ccf9c" : "#e6a0a0";
            add("<rect x='%.1f' y='%d' width='%.1f' height='%d' fill='%s'/>"
                    .formatted(from, y, to - from, LANE_HEIGHT - 6, colour));
        }
    }

    private void drawEvent(Timeline.Event event, int y) {
        add("<circle cx='%.1f' cy='%d' r='3' fill='#333'><title>%.1f s %s</title></circle>"
                .formatted(x(event.at()), y + 8, event.at() / 1_000.0, event.text()));
    }

    private static int row(String lane, Map<String, List<Timeline.Sample>> ready) {
        int row = List.copyOf(ready.keySet()).indexOf(lane);
        return row < 0 ? ready.size() : row;
    }

    private double x(long at) {
        return LEFT + at / length * (WIDTH - LEFT);
    }

    private void add(String element) {
        svg.append(element).append('\n');
    }
}
