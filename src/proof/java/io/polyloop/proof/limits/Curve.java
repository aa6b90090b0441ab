package io.polyloop.proof.limits;

import java.util.List;

/**
 * One measurement.
 *
 * @param x what grows
 * @param y what is measured, with its unit
 * @param aside a second figure of each point, with its unit
 */
record Curve(String title, String x, String y, String aside, List<Point> points) {

    /**
     * @param nodeCpu the node's share of its core, in percent
     * @param clientCpu the share of the clients of theirs; near 100 the clients are the limit
     */
    record Point(double x, double y, double aside, double nodeCpu, double clientCpu) {}
}
