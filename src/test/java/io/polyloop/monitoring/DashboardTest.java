package io.polyloop.monitoring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.Yaml;

/** The dashboards of Grafana. MetricNamesIT compares their queries with a node, and src/test/sh/alerts.sh parses them. */
class DashboardTest {
    /** kubectl apply copies an object into an annotation, which has at most 256 KiB. */
    private static final int MAX_LENGTH = 200_000;

    private static final String PANEL = "title: a, unit: s, description: b, queries: {c: 'up{$node}'}";

    static List<Path> files() {
        return Dashboard.files();
    }

    @ParameterizedTest
    @MethodSource("files")
    void the_json_of_a_dashboard_is_that_of_its_source(Path source) throws IOException {
        Path json = Path.of(source.toString().replace(".yaml", ".json"));
        String text = Dashboard.of(Rules.yaml(source)).text();
        if (System.getProperty("dashboard.write") != null) {
            Files.writeString(json, text);
        }
        assertEquals(text, Rules.text(json), "run mvn -o -q test -Dtest=DashboardTest -Ddashboard.write");
        assertTrue(text.length() < MAX_LENGTH, "divide it: kubectl apply cannot send " + text.length() + " characters");
    }

    @ParameterizedTest
    @MethodSource("files")
    void a_dashboard_is_in_the_config_map_that_grafana_reads(Path source) {
        String name = source.getFileName().toString().replace(".yaml", ".json");
        String component = Rules.text(Path.of("k8s/components/monitoring/kustomization.yaml"));
        assertTrue(component.contains("- dashboards/" + name), name);
        assertTrue(component.contains("grafana_dashboard: \"1\""), "Grafana's sidecar looks for this label");
        assertTrue(component.contains("disableNameSuffixHash: true"), "a hash would leave old dashboards behind");
    }

    @ParameterizedTest
    @MethodSource("files")
    void every_panel_says_what_it_shows_and_none_hides_another(Path source) {
        Dashboard dashboard = Dashboard.of(Rules.yaml(source));
        assertEquals(List.of(), DashboardFaults.of(dashboard));
        assertEquals(List.of(), DashboardFaults.ofGrid(panels(dashboard)));
    }

    @Test
    void dashboards_have_different_ids_and_titles() {
        List<Dashboard> all = Dashboard.all();
        assertEquals(all.size(), all.stream().map(Dashboard::uid).distinct().count());
        assertEquals(all.size(), all.stream().map(Dashboard::title).distinct().count());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    unit: s                | unit: seconds            | has no unit
                    unit: s,               | ``                       | has no unit
                    description: b,        | ``                       | has no description
                    queries: {c:           | other: {c:               | has no query
                    'up{$node}'            | 'up'                     | ignores the chosen nodes
                    'up{$node}'            | 'jvm_info'               | ignores the chosen nodes
                    'up{$node}'            | 'up{a="b"}'            | ignores the chosen nodes
                    'up{$node}'            | 'job:x:y{$service}'      | reads job:x:y
                    'up{$node}'            | 'rate(up{$node}[5m])'    | has a range other than
                    unit: s                | unit: s, type: graph     | has the type graph
                    unit: s                | unit: s, width: 25       | is wider
                    unit: s                | unit: s, runbooks: [Gone] | links to Gone
                    """)
    void a_fault_of_a_panel_is_found(String right, String wrong, String fault) {
        assertEquals(List.of(), DashboardFaults.of(dashboard(PANEL)));
        List<String> faults = DashboardFaults.of(dashboard(PANEL.replace(right, wrong)));
        assertEquals(1, faults.size(), faults.toString());
        assertTrue(faults.get(0).contains(fault), faults.toString());
    }

    @Test
    void a_panel_over_another_one_is_found() {
        List<JsonObject> panels = panels(dashboard(PANEL));
        panels.get(1).getJsonObject("gridPos").put("y", 0);
        assertEquals(1, DashboardFaults.ofGrid(panels).size());
    }

    @Test
    void a_panel_with_the_id_of_another_one_is_found() {
        List<JsonObject> panels = panels(dashboard(PANEL));
        panels.get(1).put("id", 1);
        assertEquals(1, DashboardFaults.ofGrid(panels).size());
    }

    private static Dashboard dashboard(String panel) {
        return Dashboard.of(new Yaml().load("{title: x, uid: x, rows: [{title: r, panels: [{" + panel + "}]}]}"));
    }

    private static List<JsonObject> panels(Dashboard dashboard) {
        return new JsonObject(dashboard.text())
                .getJsonArray("panels").stream().map(JsonObject.class::cast).toList();
    }
}
