package io.polyloop.monitoring;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A dashboard of Grafana, read from its YAML file. */
record Dashboard(String title, String uid, List<Row> rows) {
    private static final Path FOLDER = Path.of("k8s/components/monitoring/dashboards");

    /** A heading, with panels below it from left to right. */
    record Row(String title, List<Panel> panels) {
        private static Row of(Map<String, Object> yaml) {
            return new Row(
                    yaml.get("title").toString(),
                    Rules.list(yaml.get("panels")).stream().map(Panel::of).toList());
        }
    }

    static List<Path> files() {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    static List<Dashboard> all() {
        return files().stream().map(file -> of(Rules.yaml(file))).toList();
    }

    static Stream<String> expressions() {
        return all().stream()
                .flatMap(dashboard -> dashboard.panels().stream())
                .flatMap(panel -> panel.expressions().stream());
    }

    static Dashboard of(Map<String, Object> yaml) {
        return new Dashboard(
                yaml.get("title").toString(),
                yaml.get("uid").toString(),
                Rules.list(yaml.get("rows")).stream().map(Row::of).toList());
    }

    List<Panel> panels() {
        return rows.stream().flatMap(row -> row.panels().stream()).toList();
    }

    /** The JSON file, with a panel a line: a change of one is one line of a diff. */
    String text() {
        String panels =
                layout().stream().map(JsonObject::encode).collect(Collectors.joining(",\n    ", "\n    ", "\n  "));
        String frame = DashboardJson.frame(this).encodePrettily();
        return frame.replace("\"panels\" : [ ]", "\"panels\" : [" + panels + "]") + "\n";
    }

    /** Headings and panels, with their places in the grid. */
    private List<JsonObject> layout() {
        List<JsonObject> placed = new ArrayList<>();
        int y = 0;
        for (Row row : rows) {
            placed.add(DashboardJson.heading(row.title(), placed.size() + 1, y++));
            int x = 0;
            for (Panel panel : row.panels()) {
                if (x + panel.width() > DashboardJson.COLUMNS) {
                    x = 0;
                    y += PanelJson.HEIGHT;
                }
                placed.add(new PanelJson(panel).at(placed.size() + 1, x, y));
                x += panel.width();
            }
            y += PanelJson.HEIGHT;
        }
        return placed;
    }
}
