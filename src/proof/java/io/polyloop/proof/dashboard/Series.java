package io.polyloop.proof.dashboard;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A series of a panel.
 *
 * @param labels by which a legend names it
 * @param points values by time, in seconds since 1970; without those that are no number
 */
record Series(JsonObject labels, SortedMap<Long, Double> points) {
    private static final Pattern LABEL = Pattern.compile("\\{\\{(\\w+)}}");

    static Series of(JsonObject result) {
        SortedMap<Long, Double> points = new TreeMap<>();
        for (Object each : result.getJsonArray("values")) {
            JsonArray point = (JsonArray) each;
            double value = Double.parseDouble(point.getString(1).replace("Inf", "Infinity"));
            if (Double.isFinite(value)) {
                points.put(point.getLong(0), value);
            }
        }
        return new Series(result.getJsonObject("metric"), points);
    }

    /** @param format text with labels in braces, as Grafana's legends have */
    String legend(String format) {
        return LABEL.matcher(format)
                .replaceAll(label -> Matcher.quoteReplacement(labels.getString(label.group(1), "")));
    }
}
