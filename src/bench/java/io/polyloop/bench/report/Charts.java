package io.polyloop.bench.report;

import io.polyloop.bench.Figure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All pictures of a report, by file name. Those without figures are left out. */
final class Charts {
    private static final String GROWTH = "growth by %s, CPU µs a delivery";

    private Charts() {}

    static void write(Path folder, List<Figure> figures) throws IOException {
        for (Map.Entry<String, String> picture : all(figures).entrySet()) {
            if (!picture.getValue().isEmpty()) {
                Files.writeString(folder.resolve(picture.getKey()), picture.getValue());
            }
        }
    }

    private static Map<String, String> all(List<Figure> figures) {
        Map<String, String> pictures = new LinkedHashMap<>();
        pictures.put("fan-out.svg", fanOut().svg(figures));
        pictures.put("page.svg", page().svg(figures));
        pictures.put("growth-subscribers.svg", growth("subscribers").svg(figures));
        pictures.put("growth-topics.svg", growth("topics").svg(figures));
        return pictures;
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
