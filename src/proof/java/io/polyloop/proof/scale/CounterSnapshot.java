package io.polyloop.proof.scale;

/**
 * All counters at one moment, or their increase between two moments.
 *
 * @param micros the time, in microseconds
 * @param cpuMicros CPU time of all nodes, user and system, in steps of 10 ms
 * @param busBytes sent on all connections of the event bus, in both directions
 * @param managerBytes sent on all connections of the cluster manager, in both directions
 * @param commits of all nodes
 * @param published acknowledged messages
 * @param delivered messages received by subscribers
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
