package io.polyloop.proof.scale;

/**
 * The measurements of one cluster. CPU time and bytes are sums over all nodes.
 *
 * @param nodes the number of nodes
 * @param clustered false for one node with {@code cluster.enabled: false}
 * @param start of the last node, while the others run
 * @param memory of one node without clients
 * @param idle without load
 * @param writing the writers only
 * @param live writers and subscribers
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

    /** The CPU time that subscribers add, for each delivered message. */
    double cpuPerDelivery() {
        return (cpuPerMessageWithSubscribers() - cpuPerMessage()) * live.published() / live.delivered();
    }

    /** The bytes on the bus, without those of an idle bus. */
    double busBytesPerMessage() {
        double idleBytes = (double) idle.busBytes() * live.micros() / idle.micros();
        return (live.busBytes() - idleBytes) / live.published();
    }

    /** An idle amount, for one second and one node. */
    double idlePerNode(long amount) {
        return amount * 1e6 / idle.micros() / nodes;
    }
}
