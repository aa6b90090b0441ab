package io.polyloop.proof.scale;

/**
 * All counters at one moment, or how far they got between two.
 *
 * @param micros the time
 * @param cpuMicros CPU time of all nodes, user and system, in steps of 10 ms
 * @param busBytes sent on all connections of the event bus, in both directions
 * @param managerBytes sent on all connections of the cluster manager, in both directions
 * @param commits of all nodes
 * @param published messages that were acknowledged
 * @param delivered messages that a subscriber got
 */
record CounterSnapshot(
        long micros, long cpuMicros, long busBytes, long managerBytes, long commits, long published, long delivered) {

    CounterSnapshot since(CounterSnapshot earlier) {
        return new CounterSnapshot(
                micros - earlier.micros,
                cpuMicros - earlier.cpuMicros,
                busBytes - earlier.busBytes,
                managerBytes - earlier.managerBytes,
                commits - earlier.commits,
                published - earlier.published,
                delivered - earlier.delivered);
    }
}
