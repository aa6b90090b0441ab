#!/usr/bin/env bash
# Checks the alerts with promtool (Debian: prometheus): the rules, their tests, the queries of the dashboards, and the
# names of the metrics of a node.
#   alerts.sh          all; starts target/polyloop.jar
#   alerts.sh --rules  without a node
set -euo pipefail

cd "$(dirname "$0")/../../.."
command -v promtool >/dev/null || { echo "promtool is not installed: apt-get install prometheus" && exit 1; }
command -v jq >/dev/null || { echo "jq is not installed: apt-get install jq" && exit 1; }
rules=target/prometheus/rules.yaml
mkdir -p "${rules%/*}"

# What a Prometheus without the operator reads: the content of spec.
sed -e '1,/^spec:/d' -e 's/^  //' k8s/components/monitoring/rules.yaml >"$rules"
promtool check rules --lint-fatal "$rules"
promtool test rules src/test/prometheus/*.yaml

# Grafana replaces the variables; promtool parses a query as a recording rule.
jq -s '{groups: [{name: "dashboards", rules: [.[].panels[] | .title as $title | .targets[]? | {
    record: "query",
    labels: {panel: ($title + " " + .refId)},
    expr: (.expr | gsub("\\$__rate_interval"; "5m") | gsub("\\$(namespace|job|instance)"; ".*"))}]}]}' \
  k8s/components/monitoring/dashboards/*.json >target/prometheus/dashboards.yaml
promtool check rules --lint-fatal target/prometheus/dashboards.yaml
[ "${1:-}" != --rules ] || exit 0

# shellcheck source=src/test/sh/node.sh
. src/test/sh/node.sh
# shellcheck disable=SC2034
project=.
export POLYLOOP_DATA_DIR=$work/data
run java -jar target/polyloop.jar
check "a node starts" get /api/v1/topics
curl -fsS "http://127.0.0.1:$POLYLOOP_MANAGEMENT_PORT/metrics" >target/prometheus/scrape
# These two names are Micrometer's.
faults=$(promtool check metrics <target/prometheus/scrape 2>&1 |
  grep -vE '^(process_cpu_time_ns_total|system_cpu_count) ' || true)
[ -z "$faults" ] || { echo "$faults" && exit 1; }
echo "ok: the names of the metrics"
