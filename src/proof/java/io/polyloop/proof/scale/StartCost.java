package io.polyloop.proof.scale;

/**
 * The cost of a start, from the start of a node's process until it is ready.
 *
 * @param nanos the time
 * @param cpuMicros CPU time of the process, which depends little on other processes of the machine
 */
record StartCost(long nanos, long cpuMicros) {}
