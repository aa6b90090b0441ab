package io.polyloop.config;

import java.util.List;

/** Whether and how this node joins others. */
public record ClusterSettings(boolean enabled, String name, String host, int port, int busPort, List<String> seeds) {

    static ClusterSettings read(Keys keys, int offset) {
        return new ClusterSettings(
                keys.flag("cluster.enabled"),
                keys.text("cluster.name"),
                keys.text("cluster.host"),
                HttpSettings.shifted(keys.number("cluster.port", 1, 65_535), offset),
                HttpSettings.shifted(keys.number("cluster.bus-port", 0, 65_535), offset),
                keys.texts("cluster.seeds"));
    }
}
