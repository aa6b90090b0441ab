package io.polyloop.monitoring;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/**
 * What a dashboard has around its panels, in Grafana's
 * <a href="https://grafana.com/docs/grafana/latest/visualizations/dashboards/build-dashboards/view-dashboard-json-model/">
 * classic JSON model</a>, which every version reads.
 */
final class DashboardJson {
    static final int COLUMNS = 24;
    /** That of Grafana 12 and 13. */
    private static final int SCHEMA_VERSION = 42;

    private static final String INFO = "polyloop_build_info";

    private DashboardJson() {}

    /** A dashboard without its panels. */
    static JsonObject frame(Dashboard dashboard) {
        return JsonObject.of("title", dashboard.title(), "uid", dashboard.uid(), "tags", JsonArray.of("polyloop"))
                .put("schemaVersion", SCHEMA_VERSION)
                .put("editable", true)
                .put("graphTooltip", 1)
                .put("refresh", "30s")
                .put("time", JsonObject.of("from", "now-1h", "to", "now"))
                .put("templating", JsonObject.of("list", variables()))
                .put("annotations", JsonObject.of("list", JsonArray.of(alerts())))
                .put("panels", JsonArray.of());
    }

    static JsonObject heading(String title, int id, int y) {
        return JsonObject.of("id", id, "type", "row", "title", title, "collapsed", false)
                .put("gridPos", JsonObject.of("x", 0, "y", y, "w", COLUMNS, "h", 1))
                .put("panels", JsonArray.of());
    }

    private static JsonArray variables() {
        return JsonArray.of(
                JsonObject.of(
                        "name", "datasource", "label", "Data source", "type", "datasource", "query", "prometheus"),
                variable("namespace", "Namespace", INFO),
                variable("job", "Job", INFO + "{namespace=~\"$namespace\"}"),
                variable("instance", "Node", INFO + "{namespace=~\"$namespace\",job=~\"$job\"}"));
    }

    /** A choice among the values of a label. "All" includes nodes without it: only Kubernetes has namespaces. */
    private static JsonObject variable(String label, String title, String series) {
        return JsonObject.of("name", label, "label", title, "type", "query", "datasource", PanelJson.DATA_SOURCE)
                .put("query", "label_values(" + series + ", " + label + ")")
                .put("refresh", 2)
                .put("sort", 1)
                .put("multi", true)
                .put("includeAll", true)
                .put("allValue", ".*")
                .put("current", JsonObject.of("text", "All", "value", "$__all"));
    }

    /** Marks firing alerts in all panels. */
    private static JsonObject alerts() {
        String selector = "{alertstate=\"firing\",alertname=~\"Polyloop.+\"," + Panel.expression("$service") + "}";
        return JsonObject.of("name", "Firing alerts", "enable", true, "iconColor", "red")
                .put("datasource", PanelJson.DATA_SOURCE)
                .put("expr", "ALERTS" + selector)
                .put("titleFormat", "{{alertname}}")
                .put("textFormat", "{{severity}} {{instance}}");
    }
}
