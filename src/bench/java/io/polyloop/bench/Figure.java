package io.polyloop.bench;

/**
 * One measured number of one round.
 *
 * @param table the scenario, such as {@code "fan-out, 1,000 subscribers, bursting"}
 * @param peer the measured server
 * @param column the quantity with its unit, such as {@code "CPU µs a delivery"}
 */
public record Figure(String table, String peer, String column, double value) {}
