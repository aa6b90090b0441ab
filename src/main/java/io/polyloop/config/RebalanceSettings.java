package io.polyloop.config;

import java.time.Duration;

/**
 * When a node sends live connections to the other nodes. {@code conf/polyloop.yaml} documents each setting under
 * {@code cluster}.
 *
 * @param above multiple of the mean above which a node begins
 * @param until multiple of the mean at which it stops
 * @param rate the share of its connections that it sends away a minute, at most
 * @param minimum connections below which a node sends none away
 * @param settle how long the nodes have been the same, and all ready, before it begins
 */
public record RebalanceSettings(
        boolean enabled, double above, double until, double rate, int minimum, Duration settle) {

    static RebalanceSettings read(SettingsReader reader) {
        return new RebalanceSettings(
                reader.flag("cluster.rebalance"),
                reader.decimal("cluster.rebalance-above", 1.05, 10),
                reader.decimal("cluster.rebalance-until", 1, 10),
                reader.decimal("cluster.rebalance-rate", 0.01, 1),
                reader.number("cluster.rebalance-minimum", 1, 1_000_000),
                reader.duration("cluster.rebalance-settle", "1s", "1h"));
    }
}
