package io.polyloop.monitoring;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What makes a dashboard wrong or unhelpful, in words. */
final class DashboardFaults {
    /** Grafana shows another word as it is, without scaling the number. */
    private static final Set<String> UNITS = Set.of("none", "s", "bytes", "percentunit", "ops", "mps", "reqps");

    private static final Pattern WITHOUT_SELECTOR = Pattern.compile("\\w\\{(?![^}]*\\$(?:node|service)\\b)");
    private static final Pattern METRIC_ALONE = Pattern.compile(
            "(?<![\\w:])(?:up|(?:polyloop|jvm|process|system|disk|vertx)_\\w+|\\w+:\\w+:\\w+)(?![\\w{:])");
    private static final Pattern RECORDED = Pattern.compile("\\b\\w+:\\w+:\\w+");
    private static final Pattern FIXED_RANGE = Pattern.compile("\\[(?!\\$__rate_interval])");

    private final List<String> faults = new ArrayList<>();

    private DashboardFaults() {}

    static List<String> of(Dashboard dashboard) {
        DashboardFaults found = new DashboardFaults();
        Set<String> titles = new HashSet<>();
        for (Panel panel : dashboard.panels()) {
            found.add(!titles.add(panel.title()), panel, "has the title of another one");
            found.check(panel);
            panel.queries().values().forEach(query -> found.check(panel, query));
        }
        return found.faults;
    }

    private void check(Panel panel) {
        add(!Set.of(Panel.TIME_SERIES, Panel.STATES).contains(panel.type()), panel, "has the type " + panel.type());
        add(!UNITS.contains(String.valueOf(panel.unit())), panel, "has no unit of " + UNITS);
        add(panel.description() == null || panel.description().isBlank(), panel, "has no description");
        add(panel.queries().isEmpty(), panel, "has no query");
        add(panel.width() < 1 || panel.width() > DashboardJson.COLUMNS, panel, "is wider than the dashboard");
        List<String> alerts = Rules.alerts().stream()
                .map(alert -> alert.get("alert").toString())
                .toList();
        panel.runbooks()
                .forEach(name -> add(!alerts.contains(name), panel, "links to " + name + ", which is no alert"));
    }

    private void check(Panel panel, String query) {
        add(
                WITHOUT_SELECTOR.matcher(query).find()
                        || METRIC_ALONE.matcher(query).find(),
                panel,
                "ignores the chosen nodes: a metric is without $node or $service");
        RECORDED.matcher(query)
                .results()
                .map(MatchResult::group)
                .filter(name -> Rules.all().stream().noneMatch(rule -> name.equals(rule.get("record"))))
                .forEach(name -> add(true, panel, "reads " + name + ", which no rule records"));
        add(
                FIXED_RANGE.matcher(query).find(),
                panel,
                "has a range other than [$__rate_interval], so it can be without data");
    }

    private void add(boolean isFault, Panel panel, String text) {
        if (isFault) {
            faults.add(panel.title() + " " + text);
        }
    }

    /** The same for the places of panels. */
    static List<String> ofGrid(List<JsonObject> panels) {
        List<String> faults = new ArrayList<>();
        Set<Integer> ids = new HashSet<>();
        Set<List<Integer>> cells = new HashSet<>();
        for (JsonObject panel : panels) {
            boolean isFree = ids.add(panel.getInteger("id"));
            JsonObject place = panel.getJsonObject("gridPos");
            for (int x = place.getInteger("x"); x < place.getInteger("x") + place.getInteger("w"); x++) {
                for (int y = place.getInteger("y"); y < place.getInteger("y") + place.getInteger("h"); y++) {
                    isFree &= x < DashboardJson.COLUMNS && cells.add(List.of(x, y));
                }
            }
            if (!isFree) {
                faults.add(panel.getString("title") + " has the id or the place of another one, or is outside");
            }
        }
        return faults;
    }
}
