package io.polyloop.proof.scale;

/**
 * From the start of a node's process until it is ready.
 *
 * @param nanos the time
 * @param cpuMicros CPU time of the process, which other work on the machine changes little
 */
record StartCost(long nanos, long cpuMicros) {}
