package io.polyloop.bench;

/**
 * One measured number of one round.
 *
 * @param table what was done, such as {@code "fan-out, 1,000 subscribers, bursting"}
 * @param peer who did it
 * @param column what was measured, with its unit, such as {@code "CPU µs a delivery"}
 */
public record Figure(String table, String peer, String column, double value) {}
