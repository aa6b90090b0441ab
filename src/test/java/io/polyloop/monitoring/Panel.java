package io.polyloop.monitoring;

import java.util.List;
import java.util.Map;

/**
 * A panel of a dashboard.
 *
 * @param type a visualization of Grafana
 * @param unit Grafana's id of a unit, such as {@code s} or {@code bytes}
 * @param description what it shows
 * @param empty why it can be without data; null if it always has some
 * @param width in columns, of which a row has 24
 * @param stack whether the lines add up to a total
 * @param runbooks alerts about what it shows
 * @param queries in PromQL, by the legend of their series
 */
record Panel(
        String title,
        String type,
        String unit,
        String description,
        String empty,
        int width,
        boolean stack,
        List<String> runbooks,
        Map<String, String> queries) {

    static final String TIME_SERIES = "timeseries";
    static final String STATES = "state-timeline";
    private static final int WIDTH = 8;

    /** Stands for the labels of what is chosen at the top of the dashboard: nodes, or all nodes of a service. */
    static final Map<String, String> SELECTORS = Map.of(
            "$node", "namespace=~\"$namespace\",job=~\"$job\",instance=~\"$instance\"",
            "$service", "namespace=~\"$namespace\",job=~\"$job\"");

    @SuppressWarnings("unchecked")
    static Panel of(Map<String, Object> yaml) {
        return new Panel(
                (String) yaml.get("title"),
                (String) yaml.getOrDefault("type", TIME_SERIES),
                (String) yaml.get("unit"),
                (String) yaml.get("description"),
                (String) yaml.get("empty"),
                (int) yaml.getOrDefault("width", WIDTH),
                (boolean) yaml.getOrDefault("stack", false),
                (List<String>) yaml.getOrDefault("runbooks", List.of()),
                (Map<String, String>) yaml.getOrDefault("queries", Map.of()));
    }

    /** The queries as Grafana gets them. */
    List<String> expressions() {
        return queries.values().stream().map(Panel::expression).toList();
    }

    static String expression(String query) {
        String expression = query;
        for (Map.Entry<String, String> selector : SELECTORS.entrySet()) {
            expression = expression.replace(selector.getKey(), selector.getValue());
        }
        return expression;
    }
}
