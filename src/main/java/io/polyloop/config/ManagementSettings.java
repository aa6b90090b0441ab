package io.polyloop.config;

/** The server for probes and metrics. */
public record ManagementSettings(String host, int port) {

    static ManagementSettings read(Keys keys, int offset) {
        int port = keys.number("management.port", 0, 65_535);
        return new ManagementSettings(keys.text("management.host"), HttpSettings.shifted(port, offset));
    }
}
