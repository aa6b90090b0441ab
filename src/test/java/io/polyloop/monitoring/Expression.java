package io.polyloop.monitoring;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a PromQL expression reads: metrics of a node, and their labels. */
record Expression(String text) {
    /**
     * Names of a node, and names with labels: those of a fork have no prefix. Not those of Prometheus, of
     * kube-state-metrics, and of the rules themselves, which contain a colon.
     */
    private static final Pattern METRIC = Pattern.compile("(?<![\\w:])(?!up\\b|ALERTS\\b|kube_)"
            + "((?:polyloop|jvm|process|system|disk|vertx)_\\w+(?![\\w:=!])|\\w+(?=\\{))(?:\\{([^}]*)})?");

    private static final Pattern LABEL = Pattern.compile("(\\w+) *(?:=~|!~|!=|=) *\"");
    private static final Pattern GROUPING = Pattern.compile("\\b(?:by|ignoring|on) *\\(([^)]*)\\)");

    /** Added by Prometheus, and {@code le}, that of a bucket. */
    private static final Set<String> TARGET = Set.of("namespace", "job", "instance", "pod", "le");

    Set<String> metrics() {
        return METRIC.matcher(text).results().map(found -> found.group(1)).collect(Collectors.toSet());
    }

    /** What the expression reads that is not in the scrape, in words. */
    List<String> missing(Map<String, Set<String>> labelsByMetric) {
        List<String> missing = new ArrayList<>();
        METRIC.matcher(text).results().forEach(found -> missing.addAll(missing(found, labelsByMetric)));
        Set<String> known = metrics().stream()
                .flatMap(name -> labelsByMetric.getOrDefault(name, Set.of()).stream())
                .collect(Collectors.toSet());
        GROUPING.matcher(text)
                .results()
                .flatMap(found -> Stream.of(found.group(1).split(" *, *")))
                .filter(label -> !known.contains(label)
                        && !TARGET.contains(label)
                        && !metrics().isEmpty())
                .forEach(label -> missing.add("no metric has the label " + label + ": " + text));
        return missing;
    }

    private static List<String> missing(MatchResult found, Map<String, Set<String>> labelsByMetric) {
        Set<String> labels = labelsByMetric.get(found.group(1));
        if (labels == null) {
            return List.of("no metric " + found.group(1));
        }
        return LABEL.matcher(found.group(2) == null ? "" : found.group(2))
                .results()
                .map(label -> label.group(1))
                .filter(label -> !labels.contains(label) && !TARGET.contains(label))
                .map(label -> found.group(1) + " has no label " + label)
                .toList();
    }
}
