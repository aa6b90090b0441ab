package io.polyloop.proof.scale;

/**
 * What was measured of a cluster. CPU time and bytes are of all nodes together.
 *
 * @param nodes how many
 * @param clustered false for one node with {@code cluster.enabled: false}
 * @param start of the last node, the others being there
 * @param memory of one node that serves nobody
 * @param idle nobody publishes, nobody listens
 * @param writing the load, and nobody listens
 * @param live the load, and its listeners
 * @param busSockets both ends of each connection of the event bus
 * @param managerSockets both ends of each connection of the cluster manager
 * @param databaseConnections of all nodes
 */
record BenchmarkResult(
        int nodes,
        boolean clustered,
        StartCost start,
        JvmMemory memory,
        CounterSnapshot idle,
        CounterSnapshot writing,
        CounterSnapshot live,
        long busSockets,
        long managerSockets,
        long databaseConnections) {

    double cpuPerMessage() {
        return (double) writing.cpuMicros() / writing.published();
    }

    double cpuPerMessageWithSubscribers() {
        return (double) live.cpuMicros() / live.published();
    }

    /** What listeners add, for each message that one of them gets. */
    double cpuPerDelivery() {
        return (cpuPerMessageWithSubscribers() - cpuPerMessage()) * live.published() / live.delivered();
    }

    /** Without what crosses the bus when nothing is published. */
    double busBytesPerMessage() {
        double idleBytes = (double) idle.busBytes() * live.micros() / idle.micros();
        return (live.busBytes() - idleBytes) / live.published();
    }

    /** Over a second and for one node. */
    double idlePerNode(long amount) {
        return amount * 1e6 / idle.micros() / nodes;
    }
}
