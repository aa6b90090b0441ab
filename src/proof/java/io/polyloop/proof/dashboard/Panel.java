package io.polyloop.proof.dashboard;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/**
 * A panel or a heading of a dashboard, as its JSON has it.
 *
 * @param unit Grafana's id of it
 * @param empty why it can be without data; null if it always has some
 */
record Panel(JsonObject json, String title, String type, JsonObject place, String unit, String empty) {
    /** One line of it. */
    record Line(String legend, Series series) {
        boolean isLimit() {
            return legend.startsWith("limit");
        }
    }

    static Panel of(JsonObject json) {
        JsonObject defaults =
                json.getJsonObject("fieldConfig", new JsonObject()).getJsonObject("defaults", new JsonObject());
        return new Panel(
                json,
                json.getString("title"),
                json.getString("type"),
                json.getJsonObject("gridPos"),
                defaults.getString("unit"),
                defaults.getString("noValue"));
    }

    boolean isHeading() {
        return type.equals("row");
    }

    boolean isStates() {
        return type.equals("state-timeline");
    }

    boolean isStacked() {
        return json.encode().contains("\"mode\":\"normal\"");
    }

    /** What its queries find. */
    List<Line> lines(Queries queries) {
        List<Line> lines = new ArrayList<>();
        for (Object each : json.getJsonArray("targets")) {
            JsonObject target = (JsonObject) each;
            for (Series series : queries.run(target.getString("expr"))) {
                if (!series.points().isEmpty()) {
                    lines.add(new Line(series.legend(target.getString("legendFormat")), series));
                }
            }
        }
        return lines;
    }
}
