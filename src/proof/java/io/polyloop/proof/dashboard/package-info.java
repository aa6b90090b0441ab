/** Shows the dashboards of Grafana with the metrics of real nodes, without Grafana. */
package io.polyloop.proof.dashboard;
