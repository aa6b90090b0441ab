package io.polyloop.monitoring;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** Writes a panel as Grafana reads it. */
record PanelJson(Panel panel) {
    static final JsonObject DATA_SOURCE = JsonObject.of("type", "prometheus", "uid", "${datasource}");
    static final int HEIGHT = 8;

    JsonObject at(int id, int x, int y) {
        boolean lines = panel.type().equals(Panel.TIME_SERIES);
        return JsonObject.of(
                "id",
                id,
                "type",
                panel.type(),
                "title",
                panel.title(),
                "description",
                panel.description(),
                "gridPos",
                JsonObject.of("x", x, "y", y, "w", panel.width(), "h", HEIGHT),
                "datasource",
                DATA_SOURCE,
                "links",
                new JsonArray(panel.runbooks().stream().map(PanelJson::link).toList()),
                "fieldConfig",
                lines ? lines() : states(),
                "options",
                lines ? options() : options().put("showValue", "never"),
                "targets",
                targets());
    }

    private static JsonObject link(String alert) {
        return JsonObject.of("title", "Runbook of " + alert, "url", Rules.runbook(alert), "targetBlank", true);
    }

    private JsonObject lines() {
        JsonObject custom = JsonObject.of(
                        "axisSoftMin", 0, "fillOpacity", panel.stack() ? 30 : 5, "showPoints", "never")
                .put("stacking", JsonObject.of("mode", panel.stack() ? "normal" : "none", "group", "A"));
        return JsonObject.of("defaults", defaults().put("custom", custom), "overrides", JsonArray.of(limit()));
    }

    private JsonObject states() {
        JsonObject firing = JsonObject.of("1", JsonObject.of("text", "firing", "color", "red"));
        JsonArray mappings = JsonArray.of(JsonObject.of("type", "value", "options", firing));
        return JsonObject.of("defaults", defaults().put("mappings", mappings), "overrides", JsonArray.of());
    }

    private JsonObject defaults() {
        JsonObject defaults = JsonObject.of("unit", panel.unit());
        return panel.empty() == null ? defaults : defaults.put("noValue", panel.empty());
    }

    /** Makes a series whose legend begins with "limit" a red, dashed line. */
    private static JsonObject limit() {
        JsonObject dashes = JsonObject.of("fill", "dash", "dash", JsonArray.of(10, 10));
        return JsonObject.of("matcher", JsonObject.of("id", "byRegexp", "options", "/^limit/"))
                .put(
                        "properties",
                        JsonArray.of(
                                property("color", JsonObject.of("mode", "fixed", "fixedColor", "red")),
                                property("custom.fillOpacity", 0),
                                property("custom.lineStyle", dashes)));
    }

    private static JsonObject property(String id, Object value) {
        return JsonObject.of("id", id, "value", value);
    }

    private static JsonObject options() {
        JsonObject legend = JsonObject.of("showLegend", true, "displayMode", "list", "placement", "bottom");
        return JsonObject.of("legend", legend, "tooltip", JsonObject.of("mode", "multi", "sort", "desc"));
    }

    private JsonArray targets() {
        JsonArray targets = new JsonArray();
        panel.queries()
                .forEach((legend, query) -> targets.add(JsonObject.of(
                        "refId", Character.toString('A' + targets.size()),
                        "expr", Panel.expression(query),
                        "legendFormat", legend)));
        return targets;
    }
}
