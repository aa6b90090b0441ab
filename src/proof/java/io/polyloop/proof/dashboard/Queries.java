package io.polyloop.proof.dashboard;

import java.time.Instant;
import java.util.List;

/** Runs queries over one time, with Grafana's variables replaced: all nodes are chosen. */
record Queries(Prometheus prometheus, Instant from, Instant to, int stepSeconds) {
    List<Series> run(String query) {
        // https://grafana.com/docs/grafana/latest/datasources/prometheus/template-variables/
        int rate = Math.max(stepSeconds + Prometheus.SCRAPE_SECONDS, 4 * Prometheus.SCRAPE_SECONDS);
        String expression =
                query.replace("$__rate_interval", rate + "s").replaceAll("\\$(namespace|job|instance)", ".*");
        return prometheus.query(expression, from, to, stepSeconds);
    }
}
