package io.polyloop.bench.report;

import io.polyloop.bench.Figure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The charts of a report. A chart without figures is left out. */
final class Charts {
    private static final String GROWTH = "growth by %s, CPU µs a delivery";

    private Charts() {}

    static void write(Path folder, List<Figure> figures) throws IOException {
        for (Map.Entry<String, String> chart : all(figures).entrySet()) {
            if (!chart.getValue().isEmpty()) {
                Files.writeString(folder.resolve(chart.getKey()), chart.getValue());
            }
        }
    }

    private static Map<String, String> all(List<Figure> figures) {
        Map<String, String> charts = new LinkedHashMap<>();
        charts.put("fan-out.svg", fanOut().svg(figures));
        charts.put("page.svg", page().svg(figures));
        charts.put("growth-subscribers.svg", growth("subscribers").svg(figures));
        charts.put("growth-topics.svg", growth("topics").svg(figures));
        return charts;
    }

    private static BarChart fanOut() {
        String table = "fan-out, 1,000 subscribers, ";
        return new BarChart(
                "Server CPU µs a delivery, 1,000 subscribers (less is better)",
                List.of(table + "paced", table + "bursting", table + "64 outstanding"),
                List.of("one message outstanding", "16", "64"),
                "CPU µs a delivery");
    }

    private static BarChart page() {
        return new BarChart(
                "Server CPU µs a request, a page of 2 KiB (less is better)",
                List.of("page, 64 connections"),
                List.of("page"),
                "CPU µs a request");
    }

    private static LineChart growth(String by) {
        return new LineChart("Server CPU µs a delivery, by number of " + by, String.format(GROWTH, by), by);
    }
}
